// The piece of the diagram around what a run stands at: small enough for the side of a page, large enough to be read.
import { h, runLink } from './dom.js';

const AROUND = 175;
const ABOVE = 90;
const LEAST = 430;

export function excerpt(page, steps) {
  const pieces = [];
  const found = new Set();
  for (const picture of page.data.pictures) {
    const drawing = document.importNode(new DOMParser().parseFromString(picture.svg, 'image/svg+xml').documentElement, true);
    const shapes = [...drawing.querySelectorAll('[data-element]')].filter(shape => steps.includes(shape.dataset.element));
    if (shapes.length) {
      shapes.forEach(shape => found.add(shape.dataset.element));
      pieces.push(piece(picture, drawing, shapes));
    }
  }
  return pieces.length ? [...pieces, h('p', {}, h('a', { href: runLink(page.run, { tab: 'path' }) }, 'The whole path'))] : [];
}

function piece(picture, drawing, shapes) {
  const whole = drawing.viewBox.baseVal;
  const boxes = shapes.map(bounds);
  const left = Math.min(...boxes.map(box => box.x));
  const right = Math.max(...boxes.map(box => box.x + box.width));
  const top = Math.min(...boxes.map(box => box.y));
  const bottom = Math.max(...boxes.map(box => box.y + box.height));
  const width = Math.min(whole.width, Math.max(LEAST, right - left + 2 * AROUND));
  const height = Math.min(whole.height, bottom - top + 2 * ABOVE);
  const x = within((left + right - width) / 2, whole.x, whole.x + whole.width - width);
  const y = within((top + bottom - height) / 2, whole.y, whole.y + whole.height - height);
  drawing.setAttribute('viewBox', [x, y, width, height].join(' '));
  drawing.removeAttribute('width');
  drawing.removeAttribute('height');
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', picture.name + ', around where the run stands');
  boxes.forEach(box => drawing.append(flag(box)));
  return h('figure', {}, h('figcaption', {}, picture.name), drawing);
}

function within(value, least, most) {
  return Math.max(least, Math.min(most, value));
}

/** Known before it is shown, as a drawing that is not yet in the page has no boxes. */
function bounds(shape) {
  const number = (element, name) => Number(element.getAttribute(name));
  const rect = shape.querySelector('rect');
  if (rect) {
    return { x: number(rect, 'x'), y: number(rect, 'y'), width: number(rect, 'width'), height: number(rect, 'height') };
  }
  const circle = shape.querySelector('circle');
  if (circle) {
    const radius = number(circle, 'r');
    return { x: number(circle, 'cx') - radius, y: number(circle, 'cy') - radius, width: 2 * radius, height: 2 * radius };
  }
  const [x, y] = shape.querySelector('path').getAttribute('d').match(/[\d.-]+/g).map(Number);
  return { x: x - 25, y, width: 50, height: 50 };
}

function flag(box) {
  const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  const make = (tag, attributes, text) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.textContent = text || '';
    group.append(element);
  };
  const x = box.x + box.width / 2;
  const y = box.y - 13;
  make('rect', { x: x - 42, y: y - 10, width: 84, height: 20, rx: 10, fill: '#1b7f4d' });
  make('path', { d: 'M' + (x - 5) + ' ' + (y + 10) + ' l5 5 l5 -5 z', fill: '#1b7f4d' });
  make('text', { x, y, 'font-size': 11.5, 'font-weight': 600, 'text-anchor': 'middle', 'dominant-baseline': 'central', fill: '#ffffff' }, 'stands here');
  return group;
}
