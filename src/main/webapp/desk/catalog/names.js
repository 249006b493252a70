// Services, measures and ways of billing in words; what each service counts.
import { count, money, words } from '../../shared/format.js';

export const SERVICES = {
  CHAT: 'AI Chat', IMAGE: 'Image', BACKGROUND_REMOVAL: 'Background removal', IMAGE_RESIZE: 'Resizing', VIDEO: 'Video', AVATAR: 'Avatar',
  TTS: 'Text to speech', VIDEO_COMPOSITING: 'Video compositing',
};
const COUNTED = {
  CHAT: ['INPUT_TOKEN', 'OUTPUT_TOKEN'], IMAGE: ['IMAGE'], BACKGROUND_REMOVAL: ['IMAGE'], IMAGE_RESIZE: ['IMAGE'], VIDEO: ['SECOND'], AVATAR: ['SECOND'],
  TTS: ['CHARACTER'], VIDEO_COMPOSITING: ['SECOND'],
};
const MEASURES = { IMAGE: 'image', SECOND: 'second', CHARACTER: 'character', INPUT_TOKEN: 'input token', OUTPUT_TOKEN: 'output token' };
export const BILLINGS = { PRO_RATA: 'By the part', STARTED: 'Each started unit' };

/** What a service counts, the first of it being usual. */
export const measuresOf = service => COUNTED[service] ?? Object.keys(MEASURES);
export const serviceName = service => SERVICES[service] ?? words(service);
export const measureName = measure => MEASURES[measure] ?? words(measure).toLowerCase();
export const unitOf = service => (service === 'CHAT' ? 'credits' : 'USD');

/** An amount in its unit. */
export const worth = (amount, unit) => (unit === 'credits' ? `${count(amount)} credits` : money(amount));

/** For what a price is: "per image", "per 1,000 input tokens". */
export const per = ({ unitSize, per: measure }) =>
  (Number(unitSize) === 1 ? `per ${measureName(measure)}` : `per ${count(unitSize)} ${measureName(measure)}s`);

/** Which rate it is, for people: "Video KLING_3_0, second". */
export const rateName = rate => `${serviceName(rate.service)} ${rate.engine}${rate.service === 'CHAT' ? `, ${measureName(rate.per)}s` : ''}`;
