// What is asked across runs, one table for each question.
import { address, ask, badge, bytes, code, field, go, h, message, refill, runLink, select, timeOf, took, words } from './dom.js';

const QUESTIONS = [
  ['approvals', 'Who approved what, having seen what?', 'Every decision on a plan, with the plan that lay before the person.', true],
  ['host', 'What ran on a host?', 'Every command on one host in a period, with its exit code and the run it belongs to.', true],
  ['sets', 'Which backup sets exist?', 'What the vault holds now, when it was verified and how old it is.', false],
  ['overrides', 'Who went on past a gate?', 'Decisions after a failure or refusal, what was left out, and what people did to runs through the engine.', true],
  ['departures', 'What departed from the vendor’s document?', 'Each departure that lay before an approver, why, and who accepted it.', true]
];

const NUMBERS = new Set(['BYTES', 'SECONDS', 'COUNT']);

export class Questions {
  constructor() {
    this.tabs = h('div', { class: 'cnx-questions', role: 'tablist', 'aria-label': 'Questions', 'aria-orientation': 'vertical' },
      QUESTIONS.map(([name, title], index) => h('button', { type: 'button', role: 'tab', id: 'cnx-question-' + name, 'aria-controls': 'cnx-answer',
        onclick: () => this.open(name), onkeydown: event => this.walk(event, index) }, title)));
    this.controls = {
      host: select('host', [], 'choose a host', () => this.narrow()),
      cell: select('cell', [], 'every cell', () => this.narrow()),
      from: h('input', { type: 'datetime-local', name: 'from', onchange: () => this.narrow() }),
      until: h('input', { type: 'datetime-local', name: 'until', onchange: () => this.narrow() })
    };
    this.fields = Object.fromEntries(Object.entries({ host: 'Host', cell: 'Cell', from: 'From (UTC)', until: 'Until (UTC)' })
      .map(([name, label]) => [name, field(label, this.controls[name])]));
    this.title = h('h2');
    this.about = h('p', { class: 'cnx-quiet' });
    this.csv = h('a', { class: 'cnx-button' }, 'CSV');
    this.body = h('div');
    this.root = h('section', { class: 'cnx cnx-page' },
      h('header', { class: 'cnx-head' }, h('h1', {}, 'Questions')),
      h('div', { class: 'cnx-asking' }, this.tabs,
        h('div', { id: 'cnx-answer', role: 'tabpanel' },
          h('header', { class: 'cnx-head' }, this.title, h('span', { class: 'cnx-actions' }, this.csv)), this.about,
          h('form', { class: 'cnx-filters', onsubmit: event => event.preventDefault() }, Object.values(this.fields)), this.body)));
  }

  show(query) {
    this.query = Object.fromEntries(query);
    const index = Math.max(0, QUESTIONS.findIndex(([name]) => name === this.query.q));
    const [name, title, about, period] = QUESTIONS[index];
    this.name = name;
    this.title.textContent = title;
    this.about.textContent = about + (period ? ' The last 90 days, unless you say otherwise.' : '');
    this.fields.host.hidden = name !== 'host';
    this.fields.from.hidden = this.fields.until.hidden = !period;
    [...this.tabs.children].forEach((button, place) => {
      button.setAttribute('aria-selected', place === index);
      button.tabIndex = place === index ? 0 : -1;
    });
    this.controls.from.value = this.query.from || '';
    this.controls.until.value = this.query.until || '';
    this.load();
  }

  leave() {
    this.asked = null;
  }

  open(name) {
    const { cell, from, until, host } = this.query;
    go('/questions', { q: name, cell, from, until, host });
  }

  walk(event, index) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = (index + step + QUESTIONS.length) % QUESTIONS.length;
      this.tabs.children[next].focus();
      this.open(QUESTIONS[next][0]);
    }
  }

  narrow() {
    go('/questions', { q: this.name, ...Object.fromEntries(Object.entries(this.controls).map(([name, control]) => [name, control.value])) });
  }

  async load() {
    const asked = (this.asked = {});
    const utc = moment => (moment ? moment + (moment.length === 16 ? ':00Z' : '') : '');
    const query = { cell: this.query.cell, host: this.name === 'host' ? this.query.host : '', from: utc(this.query.from), until: utc(this.query.until) };
    this.csv.href = address('/questions/' + this.name, { ...query, format: 'csv' });
    this.csv.setAttribute('download', this.name + '.csv');
    try {
      const [choices, sheet] = await Promise.all([ask('/questions'), ask('/questions/' + this.name, query)]);
      if (this.asked === asked) {
        refill(this.controls.cell, choices.cells.map(cell => [cell, cell]), this.query.cell);
        refill(this.controls.host, choices.hosts.map(host => [host, host]), this.query.host);
        this.draw(sheet);
      }
    } catch (broken) {
      if (this.asked === asked) {
        this.body.replaceChildren(message('error', broken.message));
      }
    }
  }

  draw(sheet) {
    if (!sheet.rows.length) {
      this.body.replaceChildren(h('div', { class: 'cnx-empty' },
        h('h2', {}, this.name === 'host' && !this.query.host ? 'Which host?' : 'Nothing'),
        h('p', {}, this.name === 'host' && !this.query.host ? 'Choose one above.' : 'Nothing of the kind is on record for what you asked.')));
      return;
    }
    const run = sheet.columns.findIndex(column => column.kind === 'RUN');
    this.body.replaceChildren(
      sheet.complete ? '' : message('info', 'Only the latest ' + sheet.rows.length.toLocaleString('en') + ' are shown. Ask for a shorter period to see the others.'),
      h('p', { class: 'cnx-quiet', role: 'status' }, sheet.rows.length === 1 ? '1 row' : sheet.rows.length.toLocaleString('en') + ' rows'),
      h('div', { class: 'cnx-scroll', tabindex: '0', role: 'region', 'aria-label': this.title.textContent },
        h('table', { class: 'cnx-table' },
          h('thead', {}, h('tr', {}, sheet.columns.map(column => h('th', { scope: 'col', class: NUMBERS.has(column.kind) ? 'cnx-number' : null }, column.label)))),
          h('tbody', {}, sheet.rows.map(row => h('tr', {}, row.map((value, index) => cell(sheet.columns[index].kind, value, row[run]))))))));
  }
}

function cell(kind, value, run) {
  if (value === null || value === '') {
    return h('td');
  }
  switch (kind) {
    case 'TIME':
      return h('td', { class: 'cnx-nowrap' }, timeOf(value));
    case 'RUN':
      return h('td', { class: 'cnx-run' }, h('a', { href: runLink(value) }, value));
    case 'BLOB':
      return h('td', {}, h('a', { href: runLink(run, { tab: 'documents', blob: value }), title: value }, value.slice(0, 12) + '…'));
    case 'BYTES':
      return h('td', { class: 'cnx-number cnx-nowrap' }, bytes(value));
    case 'SECONDS':
      return h('td', { class: 'cnx-number cnx-nowrap' }, took(value));
    case 'COUNT':
      return h('td', { class: 'cnx-number' }, value);
    case 'CODE':
      return h('td', { class: 'cnx-long' }, code(value));
    case 'VERDICT':
      return h('td', { class: 'cnx-nowrap' }, badge(value));
    default:
      return h('td', { class: 'cnx-text' }, /^[a-zA-Z]+_[a-z]\w*$/.test(value) ? words(value) : value);
  }
}
