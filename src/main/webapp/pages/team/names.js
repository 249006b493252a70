// What the service's constants are called on the pages of a team.
import { words } from '../../shared/format.js';

export const SERVICES = {
  CHAT: 'Chat', IMAGE: 'Images', BACKGROUND_REMOVAL: 'Background removal', IMAGE_RESIZE: 'Image resizing', VIDEO: 'Video',
  AVATAR: 'Avatars', TTS: 'Speech', VIDEO_COMPOSITING: 'Video compositing',
};
export const TYPES = {
  USAGE: 'Usage', PURCHASE: 'Purchase', ADJUSTMENT: 'Correction', PAYMENT: 'Payment of a bill', CLAWBACK: 'Taken back after a refund or dispute',
  REINSTATEMENT: 'Given back after a dispute',
};
export const ACCOUNTS = { CREDITS: 'Credits', CREATIVE: 'Creative usage' };
export const ROLES = {
  VIEWER: 'sees the balance, nothing else',
  FINANCE: 'sees the whole history, the usage and the bills; spends nothing',
  MEDIA_BUYER: 'uses chat and creative work; sees its own history',
  MANAGER: 'uses everything; sees the whole history and the bills',
  OWNER: 'may all that; changes members, caps and settings',
  ADMIN: 'may what the owner may',
};

const UNITS = {
  IMAGE: ['image', 'images'], SECOND: ['second', 'seconds'], CHARACTER: ['character', 'characters'], TOKEN: ['token', 'tokens'],
  INPUT_TOKEN: ['input token', 'input tokens'], OUTPUT_TOKEN: ['output token', 'output tokens'],
};
const MEASURES = {
  CHAT: 'TOKEN', IMAGE: 'IMAGE', BACKGROUND_REMOVAL: 'IMAGE', IMAGE_RESIZE: 'IMAGE', VIDEO: 'SECOND', AVATAR: 'SECOND', TTS: 'CHARACTER',
  VIDEO_COMPOSITING: 'SECOND',
};

export const serviceName = service => SERVICES[service] ?? words(service);
export const typeName = type => TYPES[type] ?? words(type);
export const roleName = role => words(role);
/** Engines keep their own names, only more readable. */
export const engineName = engine => (engine === 'DEFAULT' ? 'Standard' : (engine ?? '').replaceAll('_', ' '));
/** The natural unit of a measure, for a quantity. */
export const unitName = (measure, quantity) => (UNITS[measure] ?? [words(measure).toLowerCase(), words(measure).toLowerCase()])[Number(quantity) === 1 ? 0 : 1];
export const measureOf = service => MEASURES[service];
/** Who caused a line; one who never was a member is an operator of the platform, who may act in every team. */
export const personName = person => (person ? person.displayName ?? 'An operator' : '–');
