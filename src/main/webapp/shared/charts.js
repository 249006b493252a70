// Charts as SVG, drawn to the width that there is, and again when that changes. Every chart stands beside a table with the
// same figures, so it is one image to a screen reader.
const SVG = 'http://www.w3.org/2000/svg';
const ROW = 44;
const BAR = 14;
const LEFT = 8;

/** An element of an SVG image. */
export function shape(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function chart(caption, draw) {
  const figure = document.createElement('figure');
  const title = document.createElement('figcaption');
  title.textContent = caption;
  const image = shape('svg', { role: 'img', 'aria-label': caption });
  figure.append(title, image);
  let drawnAt = 0;
  new ResizeObserver(() => {
    const width = Math.floor(figure.clientWidth);
    if (width > 0 && width !== drawnAt) {
      drawnAt = width;
      const { height, shapes } = draw(width);
      image.setAttribute('viewBox', `0 0 ${width} ${height}`);
      image.setAttribute('height', height);
      image.replaceChildren(...shapes);
    }
  }).observe(figure);
  return figure;
}

/**
 * Horizontal bars from a common zero; those below it go to the left.
 *
 * @param rows [{label, value, text, bad}]
 */
export function bars(caption, rows) {
  return chart(caption, width => {
    const least = Math.min(0, ...rows.map(row => row.value));
    const span = Math.max(0, ...rows.map(row => row.value)) - least || 1;
    const at = value => LEFT + ((value - least) / span) * (width - 2 * LEFT);
    const shapes = rows.flatMap((row, index) => {
      const top = index * ROW;
      const [from, to] = [at(Math.min(row.value, 0)), at(Math.max(row.value, 0))];
      return [
        shape('text', { x: LEFT, y: top + 16 }, row.label),
        shape('text', { x: width - LEFT, y: top + 16, 'text-anchor': 'end' }, row.text),
        shape('rect', {
          x: from,
          y: top + 23,
          width: Math.max(to - from, 1.5),
          height: BAR,
          rx: 2,
          class: row.bad ? 'bad' : 'one',
        }),
      ];
    });
    const height = rows.length * ROW;
    return { height, shapes: [shape('line', { x1: at(0), x2: at(0), y1: 20, y2: height, class: 'grid' }), ...shapes] };
  });
}

const HEIGHT = 240;
const TOP = 30;
const BOTTOM = 24;
const STEPS = 4;

/** A step of an axis that people count in. */
function roundStep(most) {
  const rough = most / STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].map(factor => factor * power).find(step => step >= rough);
}

/**
 * Two lines over days.
 *
 * @param rows [{day, one, two}]
 * @param names of both lines
 * @param format texts {amount, day}
 */
export function lines(caption, rows, names, format) {
  return chart(caption, width => {
    const step = roundStep(Math.max(...rows.flatMap(row => [row.one, row.two])) || 1);
    const marks = Array.from({ length: STEPS + 1 }, (none, index) => index * step);
    const left = 12 + Math.max(...marks.map(mark => format.amount(mark).length)) * 7;
    const x = index => left + (rows.length === 1 ? 0.5 : index / (rows.length - 1)) * (width - left - LEFT);
    const y = value => HEIGHT - BOTTOM - (value / (STEPS * step)) * (HEIGHT - TOP - BOTTOM);
    const path = key => rows.map((row, index) => `${x(index).toFixed(1)},${y(row[key]).toFixed(1)}`).join(' ');
    const grid = marks.flatMap(mark => [
      shape('line', { x1: left, x2: width - LEFT, y1: y(mark), y2: y(mark), class: 'grid' }),
      shape('text', { x: left - 6, y: y(mark) + 4, 'text-anchor': 'end', class: 'axis' }, format.amount(mark)),
    ]);
    const ends = [
      shape('text', { x: left, y: HEIGHT - 4, class: 'axis' }, format.day(rows[0].day)),
      rows.length > 1
        ? shape(
            'text',
            { x: width - LEFT, y: HEIGHT - 4, 'text-anchor': 'end', class: 'axis' },
            format.day(rows.at(-1).day),
          )
        : null,
    ];
    const legend = ['one', 'two'].flatMap((key, index) => {
      const begin = left + index * 130;
      return [
        shape('line', { x1: begin, x2: begin + 26, y1: 10, y2: 10, class: 'line-' + key }),
        shape('text', { x: begin + 32, y: 14 }, names[index]),
      ];
    });
    const dots =
      rows.length > 1
        ? []
        : ['one', 'two'].map(key => shape('circle', { cx: x(0), cy: y(rows[0][key]), r: 4, class: key }));
    const drawn = ['one', 'two'].map(key => shape('polyline', { points: path(key), class: 'line-' + key }));
    return { height: HEIGHT, shapes: [...grid, ...ends, ...legend, ...drawn, ...dots].filter(Boolean) };
  });
}

const MAX_DAY_LABELS = 4;

/**
 * Stacked columns over the days of a period; a day without any is a gap.
 *
 * @param rows [{day, values: a number for each name}], every day once
 * @param names of the parts, drawn from below
 * @param format texts {amount, day}
 */
export function columns(caption, rows, names, format) {
  return chart(caption, width => {
    const sums = rows.map(row => row.values.reduce((sum, value) => sum + value, 0));
    const step = roundStep(Math.max(...sums) || 1);
    const marks = Array.from({ length: STEPS + 1 }, (none, index) => index * step);
    const left = 12 + Math.max(...marks.map(mark => format.amount(mark).length)) * 7;
    const room = (width - left - LEFT) / rows.length;
    const y = value => HEIGHT - BOTTOM - (value / (STEPS * step)) * (HEIGHT - TOP - BOTTOM);
    const grid = marks.flatMap(mark => [
      shape('line', { x1: left, x2: width - LEFT, y1: y(mark), y2: y(mark), class: 'grid' }),
      shape('text', { x: left - 6, y: y(mark) + 4, 'text-anchor': 'end', class: 'axis' }, format.amount(mark)),
    ]);
    const columnOf = (row, index) => {
      let below = 0;
      return row.values.map((value, part) => {
        const from = below;
        below += value;
        const drawn = shape('rect', {
          x: left + index * room + room * 0.12,
          width: room * 0.76,
          y: y(below),
          height: Math.max(y(from) - y(below), value > 0 ? 1 : 0),
          class: 'part part-' + (part + 1),
        });
        drawn.append(
          shape(
            'title',
            {},
            `${format.day(row.day)}${names.length > 1 ? ', ' + names[part] : ''}: ${format.amount(value)}`,
          ),
        );
        return drawn;
      });
    };
    const every = Math.ceil(rows.length / Math.min(MAX_DAY_LABELS, Math.max(1, Math.floor((width - left) / 130))));
    const days = rows.flatMap((row, index) => {
      const isLabelled = index % every === 0 && (index === 0 || rows.length - index > every / 3);
      return isLabelled
        ? [shape('text', { x: left + index * room + 1, y: HEIGHT - 4, class: 'axis' }, format.day(row.day))]
        : [];
    });
    return {
      height: HEIGHT,
      shapes: [
        ...grid,
        ...days,
        ...rows.flatMap(columnOf),
        ...(names.length > 1 ? partsLegend(names, left, width) : []),
      ],
    };
  });
}

function partsLegend(names, left, width) {
  const room = Math.min(180, (width - left) / names.length);
  return names.flatMap((name, part) => [
    shape('rect', { x: left + part * room, y: 3, width: 14, height: 14, rx: 2, class: 'part part-' + (part + 1) }),
    shape('text', { x: left + part * room + 20, y: 14 }, name),
  ]);
}
