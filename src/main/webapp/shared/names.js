// What the service's constants are called by people.
import { count, words } from './format.js';

const SPELT = { ai: 'AI', gpt: 'GPT', tts: 'TTS', openai: 'OpenAI', elevenlabs: 'ElevenLabs', byteplus: 'BytePlus' };

/** An engine's or model's name as people write it: GPT_IMAGE_1_5 is GPT Image 1.5. */
export function engineName(constant) {
  if (!constant || constant === 'DEFAULT') {
    return '';
  }
  const parts = constant.replace(/(\d)_(?=\d)/g, '$1.').split('_');
  return parts.map(part => SPELT[part.toLowerCase()] ?? words(part)).join(' ');
}

/** A service's name as people write it. */
export const serviceName = constant => (constant === 'TTS' ? 'Text to speech' : words(constant));

const MEASURES = {
  IMAGE: 'image', BACKGROUND_REMOVAL: 'image', IMAGE_RESIZE: 'image', VIDEO: 'second', AVATAR: 'second', VIDEO_COMPOSITING: 'second',
  TTS: 'character', CHAT: 'token',
};

/** What a service counts: image, second, character or token. */
export const measure = service => MEASURES[service];

const FIELDS = { image: 'variants', second: 'seconds', character: 'characters' };

/** The field of a quote or a job in which a creative service takes its quantity. */
export const quantityField = service => FIELDS[measure(service)];

/** So many of something, as in 1 image, 10 images. */
export const counted = (number, thing) => `${count(number)} ${thing}${Number(number) === 1 ? '' : 's'}`;

/** A refusal's text with the roles in it as people write them. */
export const rolesInWords = text => text.replace(/\b(SUPER_ADMIN|MEDIA_BUYER|VIEWER|FINANCE|MANAGER|OWNER|ADMIN)\b/g, role => words(role).toLowerCase());
