// The tab Run of a task: which run it belongs to, who may do it until when, what was decided before. Drawn with Cockpit's
// own pages' small things.
import { ask, badge, h, message, seconds, took, words } from '../../../cockpit/scripts/audit-1/dom.js';

const AGAIN = 15000;
const SYSTEM = 'system';
const LOCAL = new Intl.DateTimeFormat('en-GB',
  { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });

export class Tab {
  /** @param cockpit its address; null for those who may not enter it */
  constructor(task, cockpit) {
    this.path = '/tasks/' + encodeURIComponent(task);
    this.cockpit = cockpit;
    this.root = h('section', { class: 'cnx cnx-tab', 'aria-label': 'Run' }, message('info', 'Loading …'));
  }

  enter(node) {
    style('../../../cockpit/scripts/audit-1/audit.css');
    style('./tab.css');
    node.append(this.root);
    this.load();
  }

  /** Goes on as long as the tab is shown. */
  async load() {
    try {
      this.draw(await ask(this.path));
    } catch (broken) {
      this.drawn = null;
      this.root.replaceChildren(message('error', broken.message));
    }
    setTimeout(() => this.root.isConnected && this.load(), AGAIN);
  }

  /** What has the cursor or is marked keeps it while nothing but the time has changed. */
  draw(told) {
    const facts = JSON.stringify({ ...told, now: null });
    if (facts === this.drawn && (this.root.contains(document.activeElement) || this.root.contains(getSelection().focusNode))) {
      return;
    }
    this.drawn = facts;
    const { summary, task, decisions } = told;
    this.root.replaceChildren(
      h('dl', { class: 'cnx-tab-facts' },
        fact('Run', this.cockpit ? h('a', { href: this.cockpit + '#/runs/' + encodeURIComponent(summary.runId) }, summary.runId) : summary.runId, true),
        fact('Where it stands', [summary.ended ? 'ended' : told.standing, ' ', marks(summary)], true),
        fact('Runbook', task.runbook), fact('Cell', summary.cell), fact('Change', summary.changeReference),
        fact('Requested by', [summary.starter + ', ', moment(summary.started)], true),
        fact('Reason', summary.reason, true)),
      h('h3', {}, 'This task'),
      h('dl', { class: 'cnx-tab-facts' },
        fact('Who may do it', may(summary, task), true),
        fact('Waits since', [moment(task.since), h('small', {}, 'for ' + took(seconds(task.since, told.now)))]),
        fact('To be done until', task.due ? until(task.due, told.now) : 'no time is set'),
        fact('To be looked at again', task.followUp && moment(task.followUp)),
        fact('Claimed by', task.assignee || 'nobody')),
      ...(task.changes ? [h('h3', {}, 'Not as it was approved before'), changes(task.changes)] : []),
      h('h3', {}, 'Decided so far'),
      decisions.length ? h('ol', { class: 'cnx-tab-decisions' }, decisions.map(decided)) : h('p', { class: 'cnx-quiet' }, 'Nobody has decided anything in this run yet.'));
  }
}

function style(file) {
  const href = new URL(file, import.meta.url).href;
  if (![...document.styleSheets].some(sheet => sheet.href === href)) {
    document.head.append(h('link', { rel: 'stylesheet', href }));
  }
}

function fact(label, value, wide) {
  return value ? h('div', { class: wide ? 'cnx-wide' : null }, h('dt', {}, label), h('dd', {}, value)) : null;
}

function moment(instant) {
  return h('time', { datetime: instant, title: instant.slice(0, 19).replace('T', ' ') + ' UTC' }, LOCAL.format(new Date(instant)));
}

function until(due, now) {
  const left = seconds(now, due);
  return [moment(due), left < 0 ? [' ', badge('overdue by ' + took(-left), 'warn')] : h('small', {}, 'in ' + took(left))];
}

function marks(run) {
  return [[run.failed, 'failed', 'bad'], [run.refused, 'refused', 'warn'], [run.skipped, 'left out', 'warn']]
    .filter(([count]) => count).map(([count, label, tone]) => [badge(count + ' ' + label, tone), ' ']);
}

function may(run, task) {
  const groups = task.groups.join(', ') || 'whoever is named in the model';
  if (!task.approval) {
    return groups;
  }
  const planners = task.planners.filter(name => name !== run.starter);
  const shut = [
    run.starter === SYSTEM ? null : 'not ' + run.starter + ', who requested the run',
    planners.length ? 'not ' + planners.join(' or ') + ', who took part in planning it' : null
  ].filter(Boolean);
  return [groups, shut.length ? h('small', {}, shut.join('; ') + '; nor any other account of theirs') : null];
}

/** A list in Markdown; an item may have the changed lines of a file below it. */
function changes(text) {
  return h('ul', { class: 'cnx-tab-changes' }, text.split(/^- /m).filter(item => item.trim()).map(item => {
    const [line, ...more] = item.trimEnd().split('\n');
    const diff = more.map(one => one.replace(/^  /, '')).filter(one => one && one !== '```').join('\n');
    return h('li', {}, line, diff ? h('pre', {}, diff) : null);
  }));
}

function decided({ at, who, task, verdict, answers, comment }) {
  const shown = Object.entries(answers).filter(([name]) => !(verdict && name.endsWith('Approved')));
  return h('li', {},
    h('div', {}, h('strong', {}, task), ' ', verdict ? badge(verdict) : null),
    h('small', {}, who + ', ', moment(at)),
    shown.length ? h('div', {}, shown.map(([name, value]) => words(name) + ': ' + ({ true: 'yes', false: 'no' }[value] || value)).join(' · ')) : null,
    comment ? h('blockquote', {}, comment) : null);
}
