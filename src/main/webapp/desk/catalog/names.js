// The words of the price list: measures of each service, ways of billing, prices and rates.
import { count, money } from '../../shared/format.js';
import { engineName, measureName, serviceName } from '../../shared/names.js';

const PRICED = {
  CHAT: ['INPUT_TOKEN', 'OUTPUT_TOKEN'],
  IMAGE: ['IMAGE'],
  BACKGROUND_REMOVAL: ['IMAGE'],
  IMAGE_RESIZE: ['IMAGE'],
  VIDEO: ['SECOND'],
  AVATAR: ['SECOND'],
  TTS: ['CHARACTER'],
  VIDEO_COMPOSITING: ['SECOND'],
};

/** Kinds of tokens, by which providers bill any work. */
const KINDS = [
  'INPUT_TOKEN',
  'CACHE_READ_TOKEN',
  'CACHE_WRITE_5M_TOKEN',
  'CACHE_WRITE_1H_TOKEN',
  'OUTPUT_TOKEN',
  'REASONING_TOKEN',
  'AUDIO_INPUT_TOKEN',
  'AUDIO_OUTPUT_TOKEN',
  'IMAGE_INPUT_TOKEN',
  'IMAGE_OUTPUT_TOKEN',
  'TOOL_CALL',
];
export const BILLINGS = { PRO_RATA: 'Pro rata', STARTED: 'Each started unit' };

/** The measures that a service can be priced by, the usual one first. */
export const measuresOf = service => PRICED[service] ?? [...new Set(Object.values(PRICED).flat())];

/** The measures by which a provider may bill a service, the usual one first. */
export const costMeasuresOf = service => [...new Set([...measuresOf(service), ...KINDS])];
export const unitOf = service => (service === 'CHAT' ? 'credits' : 'USD');

/** An amount in its unit. */
export const worth = (amount, unit) => (unit === 'credits' ? `${count(amount)} credits` : money(amount));

/** The name of a rate: "AI Chat Standard, input tokens". */
export const rateName = rate =>
  `${serviceName(rate.service)} ${engineName(rate.engine)}${rate.service === 'CHAT' ? `, ${measureName(rate.per)}s` : ''}`;
