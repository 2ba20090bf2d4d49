// Bars of long work: one block for each step, its items by host. What is over, and what has not begun, is folded away.
import { badge, bytes, h, seconds, took } from './dom.js';
import { around, Card, elapsed, named, trouble } from './here.js';

const FEW = 4;
const NUMBERS = { numeric: true };

/** Time to go as people say it. */
export function left(amount) {
  if (amount === null || amount === undefined) {
    return '';
  }
  if (amount < 10) {
    return 'a few seconds left';
  }
  if (amount < 90) {
    return 'about ' + Math.ceil(amount / 5) * 5 + ' s left';
  }
  if (amount < 5400) {
    return 'about ' + Math.round(amount / 60) + ' min left';
  }
  if (amount >= 172800) {
    return 'more than 2 days left';
  }
  return 'about ' + Math.floor(amount / 3600) + ' h ' + Math.floor((amount % 3600) / 60) + ' min left';
}

/** @param percent null where nobody knows: it moves, but tells no share */
export function bar(label, percent, says) {
  const inner = h('span', { class: 'cnx-fill' });
  const outer = h('div', { role: 'progressbar', class: 'cnx-meter', 'aria-valuemin': '0', 'aria-valuemax': '100' }, inner);
  setBar(outer, label, percent, says);
  return outer;
}

function setBar(outer, label, percent, says) {
  outer.setAttribute('aria-label', label);
  outer.setAttribute('aria-valuetext', says);
  outer.classList.toggle('cnx-unknown', percent === null);
  if (percent === null) {
    outer.removeAttribute('aria-valuenow');
    outer.firstChild.style.width = '';
  } else {
    outer.setAttribute('aria-valuenow', percent);
    outer.firstChild.style.width = percent + '%';
  }
}

function share(amount) {
  return amount.bytesExpected > 0 ? amount.percent : null;
}

function amountOf(amount) {
  const files = amount.filesDone ? amount.filesDone.toLocaleString('en') + (amount.filesDone === 1 ? ' file' : ' files') : '';
  const data = amount.bytesExpected > 0 ? bytes(amount.bytesDone) + ' of ' + bytes(amount.bytesExpected) : amount.bytesDone ? bytes(amount.bytesDone) : '';
  return data || files;
}

function rate(amount) {
  return amount.bytesPerSecond > 0 ? bytes(amount.bytesPerSecond) + '/s' : '';
}

function telling(...parts) {
  return parts.filter(Boolean).join(', ');
}

export class Steps {
  constructor(page) {
    this.page = page;
    this.blocks = new Map();
    this.sum = h('section', { class: 'cnx-sum', 'aria-label': 'Sum of what is under way', hidden: true });
    this.open = h('div');
    this.overTitle = h('h2', {}, 'Long work that is over');
    this.over = h('section', { class: 'cnx-over', 'aria-label': 'Long work that is over', hidden: true });
    this.root = h('div', {}, this.sum, this.open, this.over);
  }

  draw(view) {
    const known = new Map(view.steps.map(step => [step.step, step]));
    const barred = new Map(view.standing.filter(here => here.state === 'WORKS' || known.has(here.step)).map(here => [here.step, here]));
    const over = view.steps.filter(step => !barred.has(step.step));
    this.total(view, view.steps.filter(step => barred.has(step.step) && step.total.bytesExpected > 0).length);
    place(this.open, [
      ...view.standing.filter(here => !barred.has(here.step) || here.state !== 'WORKS').map((here, index) => this.block('card ' + index, () => new Card()).show(here, view.now)),
      ...[...barred.values()].map(here => this.block('open ' + here.step, () => new OpenStep()).show(here, known.get(here.step), view.now))
    ]);
    place(this.over, over.length ? [this.overTitle, ...over.map(step => this.block('over ' + step.step, () => new OverStep()).show(this.page.name(step.step), step, this.ended(step)))] : []);
    this.over.hidden = !over.length;
  }

  block(key, make) {
    if (!this.blocks.has(key)) {
      this.blocks.set(key, make());
    }
    return this.blocks.get(key);
  }

  /** Only where it says more than the one step does. */
  total(view, several) {
    this.sum.hidden = several < 2;
    if (!this.sum.hidden) {
      const amount = view.underWay;
      this.sum.replaceChildren(...summary(h('h3', {}, 'Under way in all'), 'Under way in all', amount, amount.remainingSeconds, ''));
    }
  }

  /** How a step ended, as its own last entry says. */
  ended(step) {
    const own = this.page.data.entries.filter(({ draft }) => draft.step === step.step && !draft.command);
    return own.length ? own[own.length - 1].draft.outcome.toLowerCase() : '';
  }
}

function summary(title, label, amount, remaining, more) {
  const percent = share(amount);
  const says = telling(percent === null ? 'under way' : percent + ' %', amountOf(amount), rate(amount), left(remaining), more);
  return [
    h('header', {}, title, percent === null ? null : h('strong', { class: 'cnx-percent' }, percent + ' %'),
      h('span', { class: 'cnx-left' }, left(remaining))),
    bar(label, percent, says),
    h('p', { class: 'cnx-quiet cnx-number-line' }, [amountOf(amount), rate(amount), more].filter(Boolean).join(' · '))
  ];
}

/** A step at work: its sum, then its items. */
class OpenStep {
  constructor() {
    this.head = h('div');
    this.running = new Items();
    this.waiting = new Fold(new Items());
    this.done = new Fold(new Items());
    this.root = h('section', { class: 'cnx-step' }, this.head, this.running.root, this.waiting.root, this.done.root);
  }

  show(here, step, now) {
    const name = named(here);
    this.root.setAttribute('aria-label', name);
    const none = { bytesDone: 0, bytesExpected: 0, filesDone: 0, filesExpected: 0, bytesPerSecond: 0, remainingSeconds: null, percent: 0 };
    const items = step ? step.items : [];
    const amount = step && (step.total.bytesExpected > 0 || step.total.bytesDone > 0) ? step.total : none;
    const title = h('div', {}, around(here), h('h3', {}, name));
    const working = here.state === 'WORKS';
    this.head.replaceChildren(...summary(title, name, amount, working ? amount.remainingSeconds : null,
      working ? 'running for ' + elapsed(here, now) : 'does not go on'), working && trouble(here) || '');
    const done = items.filter(item => item.finished);
    const waiting = items.filter(item => !item.finished && !item.amount.bytesDone && !item.amount.filesDone);
    const running = items.filter(item => !item.finished && !waiting.includes(item));
    const few = waiting.length + done.length <= FEW;
    this.running.show(few ? items : running);
    this.waiting.show(few ? [] : waiting, waiting.length + ' not begun' + sized(waiting, 'bytesExpected'));
    this.done.show(few ? [] : done, done.length + ' done' + sized(done, 'bytesDone'));
    return this.root;
  }
}

/** A step that is over: one line, its items on demand. */
class OverStep {
  constructor() {
    this.root = h('details', { class: 'cnx-past', ontoggle: () => this.fill() }, h('summary'));
    this.items = new Items();
    this.root.append(scrolled(this.items.root));
  }

  show(name, step, outcome) {
    this.step = step;
    const began = step.items.reduce((first, item) => (item.started < first ? item.started : first), step.items[0].started);
    const last = step.items.reduce((late, item) => (item.updated > late ? item.updated : late), began);
    const time = seconds(began, last);
    const amount = step.total;
    const mean = amount.bytesDone && time >= 1 ? bytes(amount.bytesDone / time) + '/s' : '';
    const data = amount.bytesDone ? bytes(amount.bytesDone) : '';
    this.root.firstChild.replaceChildren(h('strong', {}, name), outcome ? badge(outcome) : '',
      h('span', { class: 'cnx-quiet' }, [step.items.length + (step.items.length === 1 ? ' item' : ' items'), data, time >= 1 ? 'in ' + took(Math.round(time)) : 'in less than 1 s', mean].filter(Boolean).join(' · ')));
    this.fill();
    return this.root;
  }

  fill() {
    if (this.root.open) {
      this.items.show(this.step.items);
    }
  }
}

class Fold {
  constructor(items) {
    this.items = items;
    this.label = h('summary');
    this.root = h('details', { class: 'cnx-folded', hidden: true, ontoggle: () => this.fill() }, this.label, scrolled(items.root));
  }

  show(items, label) {
    this.shown = items;
    this.root.hidden = !items.length;
    if (this.label.textContent !== label) {
      this.label.textContent = label;
    }
    this.fill();
  }

  fill() {
    if (this.root.open) {
      this.items.show(this.shown);
    }
  }
}

/** Reached and moved by keys as well. */
function scrolled(list) {
  return h('div', { class: 'cnx-scrolled', tabindex: '0', role: 'region', 'aria-label': 'Items' }, list);
}

function sized(items, what) {
  const sum = items.reduce((all, item) => all + item.amount[what], 0);
  return sum ? ', ' + bytes(sum) : '';
}

/** Items by host; a host's name stands once. */
class Items {
  constructor() {
    this.rows = new Map();
    this.root = h('div', { class: 'cnx-items' });
  }

  show(items) {
    const sorted = [...items].sort((one, other) => one.host.localeCompare(other.host, 'en', NUMBERS) || one.item.localeCompare(other.item, 'en', NUMBERS));
    const keys = new Set(sorted.map(key));
    [...this.rows.keys()].filter(one => !keys.has(one)).forEach(one => this.rows.delete(one));
    place(this.root, sorted.map((item, index) => this.row(item, !index || sorted[index - 1].host !== item.host)));
    this.root.hidden = !sorted.length;
  }

  row(item, first) {
    let row = this.rows.get(key(item));
    if (!row) {
      row = { host: h('span', { class: 'cnx-item-host' }), meter: h('span', { class: 'cnx-item-bar' }), share: h('span', { class: 'cnx-item-number' }),
        amount: h('span', { class: 'cnx-item-number' }), rate: h('span', { class: 'cnx-item-number' }), left: h('span', { class: 'cnx-item-left' }) };
      row.root = h('div', { class: 'cnx-item' }, row.host, h('span', { class: 'cnx-item-name' }, item.item || '—'), row.meter, row.share, row.amount, row.rate, row.left);
      this.rows.set(key(item), row);
    }
    const { amount } = item;
    const percent = item.finished ? 100 : share(amount);
    const moving = item.finished || !amount.bytesPerSecond ? '' : left(amount.remainingSeconds);
    const state = item.finished ? 'done' : !amount.bytesDone && !amount.filesDone ? 'not begun' : moving || 'stands still';
    write(row.host, first ? item.host : '');
    row.root.classList.toggle('cnx-item-first', first);
    row.root.classList.toggle('cnx-item-done', item.finished);
    const measured = amount.bytesExpected > 0 || amount.bytesDone > 0;
    write(row.share, percent === null || !measured ? '' : percent + ' %');
    write(row.amount, !measured ? '' : item.finished ? bytes(amount.bytesDone) : amountOf(amount));
    write(row.rate, item.finished ? '' : rate(amount));
    write(row.left, state);
    const label = (item.host ? item.host + ' ' : '') + item.item;
    const says = telling(percent === null ? '' : percent + ' %', amountOf(amount), rate(amount), state);
    if (row.bar) {
      setBar(row.bar, label, percent, says);
    } else {
      row.bar = bar(label, percent, says);
      row.meter.append(row.bar);
    }
    return row.root;
  }
}

function key(item) {
  return item.host + '\u0000' + item.item;
}

function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Puts the children in order and leaves alone what stands right. */
function place(parent, children) {
  if (children.length !== parent.children.length || children.some((child, index) => parent.children[index] !== child)) {
    parent.replaceChildren(...children);
  }
}
