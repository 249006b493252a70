// Names for the service's constants.
import { count, words } from './format.js';

const SPELT = { ai: 'AI', gpt: 'GPT', tts: 'TTS', openai: 'OpenAI', elevenlabs: 'ElevenLabs', byteplus: 'BytePlus' };
const STANDARD = 'DEFAULT';

/** An engine's or model's name as people write it: GPT_IMAGE_1_5 is GPT Image 1.5; names that are no constants stay as they are. */
export function engineName(engine) {
  if (!/^[A-Z][A-Z0-9_]*$/.test(engine ?? '')) {
    return engine ?? '';
  }
  if (engine === STANDARD) {
    return 'Standard';
  }
  const parts = engine.replace(/(\d)_(?=\d)/g, '$1.').split('_');
  return parts.map(part => SPELT[part.toLowerCase()] ?? words(part)).join(' ');
}

/** The name of an engine that was made a choice of; nothing for a service's only one. */
export const chosenEngine = engine => (engine === STANDARD ? '' : engineName(engine));

export const SERVICES = {
  CHAT: 'AI Chat',
  IMAGE: 'Image',
  BACKGROUND_REMOVAL: 'Background removal',
  IMAGE_RESIZE: 'Image resizing',
  VIDEO: 'Video',
  AVATAR: 'Avatar',
  TTS: 'Text to speech',
  VIDEO_COMPOSITING: 'Video compositing',
};
export const serviceName = service => SERVICES[service] ?? words(service);

const MEASURES = {
  IMAGE: 'image',
  SECOND: 'second',
  CHARACTER: 'character',
  TOKEN: 'token',
  INPUT_TOKEN: 'input token',
  OUTPUT_TOKEN: 'output token',
  CACHE_READ_TOKEN: 'cached input token',
  CACHE_WRITE_5M_TOKEN: 'five-minute cache write token',
  CACHE_WRITE_1H_TOKEN: 'one-hour cache write token',
};
const COUNTED = {
  CHAT: 'TOKEN',
  IMAGE: 'IMAGE',
  BACKGROUND_REMOVAL: 'IMAGE',
  IMAGE_RESIZE: 'IMAGE',
  VIDEO: 'SECOND',
  AVATAR: 'SECOND',
  VIDEO_COMPOSITING: 'SECOND',
  TTS: 'CHARACTER',
};
const FIELDS = { IMAGE: 'variants', SECOND: 'seconds', CHARACTER: 'characters' };

/** The measure of a service, as in SECOND. */
export const measureOf = service => COUNTED[service];
export const measureName = measure => MEASURES[measure] ?? words(measure).toLowerCase();

/** The field of a quote or a job in which a creative service takes its quantity. */
export const quantityField = service => FIELDS[measureOf(service)];

/** A number of things, as in 1 image, 10 images. */
export const counted = (number, thing) => `${count(number)} ${thing}${Number(number) === 1 ? '' : 's'}`;

/** A quantity of a measure, as in 1,000 input tokens. */
export const quantityName = (number, measure) => counted(number, measureName(measure));

/** For what a price is: "per image", "per 1,000 input tokens". */
export const per = ({ unitSize, per: measure }) =>
  `per ${Number(unitSize) === 1 ? measureName(measure) : quantityName(unitSize, measure)}`;

export const ACCOUNTS = { CREDITS: 'Credits', CREATIVE: 'Creative usage' };

/** The roles of a team in rising order, and what each may do. */
export const ROLES = {
  VIEWER: 'sees only the balance',
  FINANCE: 'sees the full history, the usage and the bills; cannot spend',
  MEDIA_BUYER: 'uses chat and creative work; sees only their own history',
  MANAGER: 'uses everything; sees the full history and the bills',
  OWNER: 'can do all of that; changes members, caps and settings',
  ADMIN: 'can do what the owner can',
};
export const roleName = words;

const rank = role => Object.keys(ROLES).indexOf(role);
/** True if a role is another one or above it. */
export const atLeast = (role, other) => rank(role) >= rank(other);

/** Some roles as people write them, as in "finance, or manager or above". */
export function rolesInWords(roles) {
  const order = Object.keys(ROLES);
  const name = role => roleName(role).toLowerCase();
  const least = order.findIndex((none, index) => order.slice(index).every(role => roles.includes(role)));
  const below = roles.filter(role => least < 0 || order.indexOf(role) < least).map(name);
  return [...below, ...(least < 0 ? [] : [`${name(order[least])} or above`])].join(', or ');
}

/** Why a problem is: for want of a role, said of what was asked for, otherwise in the service's words. */
export const whyRefused = (problem, what) =>
  problem.content?.roles ? `${what} the role ${rolesInWords(problem.content.roles)}.` : problem.message;
