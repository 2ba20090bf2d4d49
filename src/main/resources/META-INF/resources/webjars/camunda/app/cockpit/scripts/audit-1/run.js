// One run: where it is while it runs, the path it took, its time, what people decided, its evidence, documents, variables and operations.
import { address, ask, badge, go, h, message, runLink, seconds, timeOf, took, words } from './dom.js';
import { marks } from './runs.js';
import { Progress } from './progress.js';
import { timeline } from './timeline.js';
import { decisions, documents, evidence, operations, variables } from './records.js';

const TABS = [
  ['progress', 'Progress'], ['path', 'Path'], ['timeline', 'Timeline'], ['decisions', 'Decisions'], ['evidence', 'Evidence'],
  ['documents', 'Documents'], ['variables', 'Variables'], ['operations', 'Operations']
];
const AGAIN = 5000;

export class Run {
  constructor(run) {
    this.run = run;
    this.head = h('div');
    this.tabs = h('div', { class: 'cnx-tabs', role: 'tablist', 'aria-label': 'Parts of the run' },
      TABS.map(([name, label], index) => h('button', { type: 'button', role: 'tab', id: 'cnx-tab-' + name, 'aria-controls': 'cnx-panel',
        onclick: () => this.open(name), onkeydown: event => this.walk(event, index) }, label)));
    this.seen = () => {
      if (!document.hidden) {
        this.load();
        if (this.progress) {
          this.progress.poll();
        }
      }
    };
    this.panel = h('div', { id: 'cnx-panel', role: 'tabpanel', tabindex: '-1', class: 'cnx-panel' });
    this.root = h('section', { class: 'cnx cnx-page' },
      h('p', { class: 'cnx-back' }, h('a', { href: '#/runs' }, '‹ All runs')), this.head, this.tabs, this.panel);
  }

  show(query) {
    document.addEventListener('visibilitychange', this.seen);
    const before = this.query && this.query.toString();
    this.query = query;
    this.choose();
    if (this.data && (before !== query.toString() || this.tab === 'progress')) {
      this.draw();
    }
    this.load();
  }

  /** What the address asks for; otherwise where a run that goes on is, and the path that one took which had ended when it was opened. */
  choose() {
    this.usual = this.usual || (this.data && (this.data.summary.ended ? 'path' : 'progress'));
    this.tab = this.query.get('tab') || this.usual;
    [...this.tabs.children].forEach((button, index) => {
      const mine = TABS[index][0] === this.tab;
      button.setAttribute('aria-selected', mine);
      button.tabIndex = mine || !this.tab && !index ? 0 : -1;
    });
    if (this.tab) {
      this.panel.setAttribute('aria-labelledby', 'cnx-tab-' + this.tab);
    }
  }

  leave() {
    document.removeEventListener('visibilitychange', this.seen);
    clearTimeout(this.timer);
    this.asked = null;
    if (this.progress) {
      this.progress.stop();
    }
  }

  open(tab, more) {
    go('/runs/' + encodeURIComponent(this.run), { tab: tab === this.usual ? '' : tab, ...more });
  }

  walk(event, index) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = (index + step + TABS.length) % TABS.length;
      this.tabs.children[next].focus();
      this.open(TABS[next][0]);
    }
  }

  async load() {
    clearTimeout(this.timer);
    if (document.hidden || this.data && this.data.summary.ended) {
      return;
    }
    const asked = (this.asked = {});
    const path = '/runs/' + encodeURIComponent(this.run);
    try {
      const [data, chain, pictures] = await Promise.all([ask(path), ask(path + '/evidence'), ask(path + '/pictures')]);
      if (this.asked !== asked) {
        return;
      }
      const first = !this.data || this.data.summary.entries !== data.summary.entries || data.summary.ended;
      this.data = { ...data, chain: chain.chain, entries: chain.entries, pictures };
      this.names = Object.fromEntries(data.history.activities.map(activity => [activity.step, activity.name]));
      this.heading();
      this.choose();
      if (first) {
        this.draw();
      }
      if (!data.summary.ended) {
        this.timer = setTimeout(() => this.load(), AGAIN);
      }
    } catch (broken) {
      if (this.asked === asked) {
        this.head.replaceChildren(h('h1', {}, this.run), message('error', broken.message));
      }
    }
  }

  name(step) {
    const name = this.names[step];
    return name && name !== step ? name : words(step);
  }

  heading() {
    const run = this.data.summary;
    const file = what => address('/runs/' + encodeURIComponent(run.runId) + '/' + what);
    const fact = (label, value) => (value ? h('div', {}, h('dt', {}, label), h('dd', {}, value)) : null);
    const holds = this.data.chain.intact
      ? badge('chain of ' + this.data.entries.length + (this.data.entries.length === 1 ? ' entry' : ' entries') + ' intact', 'good')
      : badge('chain broken at entry ' + this.data.chain.brokenAt, 'bad');
    this.head.replaceChildren(
      h('header', { class: 'cnx-head' }, h('h1', {}, run.runId),
        run.ended ? badge(words(run.outcome), run.outcome === 'cancelled' ? 'warn' : 'plain') : badge('running' + (this.data.standing ? ': ' + this.data.standing : ''), 'live'),
        holds,
        h('span', { class: 'cnx-actions' },
          h('a', { class: 'cnx-button', href: file('report'), target: '_blank', rel: 'noopener' }, 'Report to print'),
          h('a', { class: 'cnx-button cnx-primary', href: file('pack'), download: run.runId + '-evidence.zip' }, 'Evidence pack'))),
      this.data.chain.intact ? '' : message('error', this.data.chain.message),
      h('dl', { class: 'cnx-facts' },
        fact('Runbook', run.process), fact('Cell', run.cell), fact('Change', run.changeReference), fact('Requested by', run.starter),
        fact('Began', timeOf(run.started)), fact('Ended', timeOf(run.ended)),
        fact('Took', took(seconds(run.started, run.ended || this.data.now))), fact('Marks', marks(run).length ? h('span', { class: 'cnx-marks' }, marks(run)) : 'none'),
        fact('Reason', run.reason)));
  }

  draw() {
    if (this.tab === 'progress') {
      this.progress = this.progress || new Progress(this);
      if (this.panel.firstChild !== this.progress.root) {
        this.panel.replaceChildren(this.progress.root);
      }
      this.progress.start();
      return;
    }
    if (this.progress) {
      this.progress.stop();
    }
    const drawn = { path: () => this.path(), timeline: () => timeline(this), decisions: () => decisions(this), evidence: () => evidence(this),
      documents: () => documents(this), variables: () => variables(this), operations: () => operations(this) };
    this.panel.replaceChildren((drawn[this.tab] || drawn.path)());
  }

  path() {
    if (!this.data.pictures.length) {
      return message('info', 'The engine’s history of this run was cleaned up. Its evidence is kept.');
    }
    const legend = [['taken', 'path taken'], ['here', 'stands here'], ['failed', 'failed'], ['refused', 'refused'], ['skipped', 'left out'], ['open', 'not reached']];
    return h('div', {},
      h('ul', { class: 'cnx-legend', 'aria-label': 'What the lines mean' }, legend.map(([kind, label]) => h('li', { class: 'cnx-key-' + kind }, label))),
      this.data.pictures.map(picture => {
        const drawing = new DOMParser().parseFromString(picture.svg, 'image/svg+xml').documentElement;
        drawing.setAttribute('role', 'group');
        drawing.setAttribute('aria-label', picture.name + ' with the path taken');
        return h('figure', { class: 'cnx-picture' },
          h('figcaption', {}, picture.name, h('small', {}, picture.process + ', version ' + picture.version)),
          h('div', { class: 'cnx-scroll', tabindex: '0', role: 'region', 'aria-label': picture.name }, document.importNode(drawing, true)));
      }).map(figure => {
        figure.querySelectorAll('[data-element]').forEach(shape => this.clickable(shape));
        return figure;
      }));
  }

  /** What was recorded at a step is one click away from its shape. */
  clickable(shape) {
    const step = shape.dataset.element;
    if (this.data.entries.some(entry => entry.draft.step === step)) {
      const follow = () => this.open('evidence', { step });
      shape.classList.add('cnx-shape');
      shape.setAttribute('tabindex', '0');
      shape.setAttribute('role', 'link');
      shape.addEventListener('click', follow);
      shape.addEventListener('keydown', event => event.key === 'Enter' && follow());
    }
  }

  documentLink(digest, label) {
    return h('a', { href: runLink(this.run, { tab: 'documents', blob: digest }) }, label || digest.slice(0, 12) + '…');
  }
}
