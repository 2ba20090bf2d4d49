// All runs: filters, sort and pages are the server's; the address says all of it.
import { bar, left } from './bars.js';
import { address, ask, badge, field, go, h, message, refill, runLink, seconds, select, timeOf, took, words } from './dom.js';

const COLUMNS = [
  ['started', 'Started'], ['run', 'Run'], ['runbook', 'Runbook'], ['cell', 'Cell'], ['change', 'Change'],
  ['starter', 'Requested by'], ['outcome', 'Outcome'], ['duration', 'Took']
];
const FILTERS = ['runbook', 'cell', 'outcome', 'person', 'from', 'until', 'change', 'text'];
const AGAIN = 10000;

export class Runs {
  constructor() {
    this.controls = {
      runbook: select('runbook', [], 'every runbook', () => this.filter()),
      cell: select('cell', [], 'every cell', () => this.filter()),
      outcome: select('outcome', [], 'every outcome', () => this.filter()),
      person: select('person', [], 'everybody', () => this.filter()),
      from: h('input', { type: 'date', name: 'from', onchange: () => this.filter() }),
      until: h('input', { type: 'date', name: 'until', onchange: () => this.filter() }),
      change: h('input', { type: 'search', name: 'change', placeholder: 'CHG…', oninput: () => this.typed() }),
      text: h('input', { type: 'search', name: 'text', placeholder: 'run or reason', oninput: () => this.typed() })
    };
    this.total = h('span', { class: 'cnx-total', role: 'status' });
    this.csv = h('a', { class: 'cnx-button', download: 'runs.csv' }, 'CSV');
    this.json = h('a', { class: 'cnx-button', download: 'runs.json' }, 'JSON');
    this.body = h('div');
    this.root = h(
      'section',
      { class: 'cnx cnx-page' },
      h('header', { class: 'cnx-head' }, h('h1', {}, 'Runs'), this.total,
        h('span', { class: 'cnx-actions' }, h('span', { class: 'cnx-quiet' }, 'Export'), this.csv, this.json)),
      h('form', { class: 'cnx-filters', role: 'search', 'aria-label': 'Filter runs', onsubmit: event => event.preventDefault() },
        field('Runbook', this.controls.runbook), field('Cell', this.controls.cell), field('Outcome', this.controls.outcome),
        field('Person', this.controls.person), field('From (UTC)', this.controls.from), field('Until (UTC)', this.controls.until),
        field('Change', this.controls.change), field('Search', this.controls.text),
        h('button', { type: 'button', class: 'cnx-button', onclick: () => go('/runs', {}) }, 'Clear')),
      this.body
    );
  }

  show(query) {
    this.query = Object.fromEntries(query);
    for (const name of FILTERS) {
      const control = this.controls[name];
      const value = this.query[name] || '';
      if (control.tagName === 'SELECT') {
        refill(control, [...control.options].slice(1).map(option => [option.value, option.label]), value);
      } else if (document.activeElement !== control) {
        control.value = value;
      }
    }
    this.load();
  }

  leave() {
    clearTimeout(this.timer);
    this.asked = null;
  }

  asFilter() {
    const query = {};
    FILTERS.forEach(name => (query[name] = this.controls[name].value.trim()));
    return query;
  }

  filter() {
    go('/runs', { ...this.query, ...this.asFilter(), page: '' });
  }

  typed() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.filter(), 350);
  }

  async load() {
    clearTimeout(this.timer);
    const asked = (this.asked = {});
    const query = { ...this.query };
    if (query.until) {
      query.until = new Date(Date.parse(query.until) + 86400000).toISOString().slice(0, 10);
    }
    this.csv.href = address('/runs', { ...query, page: '', size: '', format: 'csv' });
    this.json.href = address('/runs', { ...query, page: '', size: '', format: 'json' });
    try {
      const list = await ask('/runs', query);
      if (this.asked === asked) {
        this.draw(list);
        if (list.runs.some(line => !line.run.ended)) {
          this.timer = setTimeout(() => this.load(), AGAIN);
        }
      }
    } catch (broken) {
      if (this.asked === asked) {
        this.body.replaceChildren(message('error', broken.message));
      }
    }
  }

  draw(list) {
    const named = values => values.map(value => [value, value]);
    refill(this.controls.runbook, named(list.choices.processes), this.query.runbook);
    refill(this.controls.cell, named(list.choices.cells), this.query.cell);
    refill(this.controls.person, named(list.choices.people), this.query.person);
    refill(this.controls.outcome, [['running', 'Running'], ...list.choices.outcomes.map(id => [id, words(id)])], this.query.outcome);
    this.total.textContent = list.total === 1 ? '1 run' : list.total.toLocaleString('en') + ' runs';
    if (!list.total) {
      const filtered = FILTERS.some(name => this.query[name]);
      this.body.replaceChildren(h('div', { class: 'cnx-empty' },
        h('h2', {}, filtered ? 'No run fits' : 'No run yet'),
        h('p', {}, filtered ? 'Take a filter away, or clear them all.' : 'A run appears here as soon as an operator starts a runbook in Tasklist.')));
      return;
    }
    this.body.replaceChildren(
      h('div', { class: 'cnx-scroll', tabindex: '0', role: 'region', 'aria-label': 'Runs' },
        h('table', { class: 'cnx-table' },
          h('thead', {}, h('tr', {}, COLUMNS.map(column => this.heading(column)), h('th', { scope: 'col' }, 'Marks'))),
          h('tbody', {}, list.runs.map(line => this.line(line))))),
      this.pager(list));
  }

  heading([name, label]) {
    const sort = this.query.sort || 'started';
    const descending = (this.query.order || 'desc') !== 'asc';
    const mine = sort === name;
    return h('th', { scope: 'col', class: name === 'duration' ? 'cnx-number' : null, 'aria-sort': mine ? (descending ? 'descending' : 'ascending') : 'none' },
      h('button', { type: 'button', class: 'cnx-sort',
        onclick: () => go('/runs', { ...this.query, sort: name, order: mine && descending ? 'asc' : 'desc', page: '' }) },
        label, h('span', { 'aria-hidden': 'true' }, mine ? (descending ? ' ▾' : ' ▴') : '')));
  }

  line({ run, standing, underWay }) {
    return h('tr', {},
      h('td', { class: 'cnx-nowrap' }, timeOf(run.started)),
      h('td', {}, h('a', { href: runLink(run.runId), title: run.reason }, run.runId)),
      h('td', { class: 'cnx-nowrap' }, run.process),
      h('td', {}, run.cell),
      h('td', {}, run.changeReference),
      h('td', {}, run.starter),
      h('td', {}, run.ended ? badge(words(run.outcome), run.outcome === 'cancelled' ? 'warn' : 'plain') : [badge('running', 'live'), ' ', h('span', { class: 'cnx-quiet' }, standing), underWay ? share(run.runId, underWay) : null]),
      h('td', { class: 'cnx-nowrap cnx-number' }, took(seconds(run.started, run.ended || new Date().toISOString()))),
      h('td', { class: 'cnx-marks' }, marks(run)));
  }

  pager(list) {
    const last = Math.max(1, Math.ceil(list.total / list.size));
    const first = (list.page - 1) * list.size + 1;
    const turn = (label, page, off) => h('button', { type: 'button', class: 'cnx-button', disabled: off,
      onclick: () => go('/runs', { ...this.query, page: page > 1 ? String(page) : '' }) }, label);
    const size = h('select', { 'aria-label': 'Rows on a page', onchange: event => go('/runs', { ...this.query, size: event.target.value, page: '' }) },
      [25, 50, 100, 200].map(number => h('option', { value: number }, number + ' rows')));
    size.value = String(list.size);
    return h('nav', { class: 'cnx-pager', 'aria-label': 'Pages' },
      h('span', {}, first.toLocaleString('en') + '–' + Math.min(list.total, first + list.size - 1).toLocaleString('en') + ' of ' + list.total.toLocaleString('en')),
      turn('« First', 1, list.page === 1), turn('‹ Back', list.page - 1, list.page === 1),
      h('span', {}, 'page ' + list.page + ' of ' + last),
      turn('Next ›', list.page + 1, list.page >= last), turn('Last »', last, list.page >= last), size);
  }
}

function share(run, amount) {
  const says = amount.percent + ' %' + (amount.remainingSeconds === null ? '' : ', ' + left(amount.remainingSeconds));
  return h('div', { class: 'cnx-share' }, bar('Work under way of ' + run, amount.percent, says), h('span', { class: 'cnx-nowrap' }, says));
}

export function marks(run) {
  return [
    [run.failed, 'failed', 'bad'], [run.refused, 'refused', 'warn'], [run.skipped, 'left out', 'warn'], [run.decided, run.decided === 1 ? 'decision' : 'decisions', 'person']
  ].filter(([count]) => count).map(([count, label, tone]) => badge(count + ' ' + label, tone));
}
