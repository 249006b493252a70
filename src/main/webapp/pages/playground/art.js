// Pictures in place of what an engine would make; the same job has the same one.
import { shape } from '../../shared/charts.js';

const WIDTH = 160;
const HEIGHT = 90;

/** Numbers from 0 to 1 that follow from the id. */
function chances(id) {
  let state = [...id].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const color = (hue, light) => `hsl(${Math.round(hue * 360)} 55% ${light}%)`;
const ground = next => shape('rect', { width: WIDTH, height: HEIGHT, fill: color(next(), 82) });

const PICTURES = {
  IMAGE: next => [
    ground(next),
    shape('circle', { cx: 20 + next() * 120, cy: 15 + next() * 20, r: 8 + next() * 6, fill: color(next(), 65) }),
    ...[45, 30, 15].map(height =>
      shape('path', {
        d:
          `M0 ${HEIGHT} L0 ${80 - height * next()} Q${40 + 80 * next()} ${70 - height * 1.5} ` +
          `${WIDTH} ${80 - height * next()} V${HEIGHT} Z`,
        fill: color(next(), 25 + height),
      }),
    ),
  ],
  VIDEO: next => [
    ...PICTURES.IMAGE(next),
    shape('circle', { cx: 80, cy: 45, r: 16, fill: '#000a' }),
    shape('path', { d: 'M75 37 L89 45 L75 53 Z', fill: '#fff' }),
  ],
  AVATAR: next => [
    ground(next),
    shape('path', { d: 'M40 90 Q40 58 80 58 Q120 58 120 90 Z', fill: color(next(), 40) }),
    shape('circle', { cx: 80, cy: 38, r: 20, fill: color(next(), 60) }),
  ],
  TTS: next => [
    ground(next),
    ...Array.from({ length: 30 }, (ignored, index) => {
      const height = 6 + next() * 60;
      return shape('rect', { x: 6 + index * 5, y: (HEIGHT - height) / 2, width: 3, height, rx: 1.5, fill: '#1b2430' });
    }),
  ],
};

/** A picture for a service's result. */
export function picture(service, id, label) {
  const image = shape('svg', {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: 'img',
    'aria-label': label,
    preserveAspectRatio: 'xMidYMid slice',
  });
  image.append(...PICTURES[service](chances(id)));
  return image;
}
