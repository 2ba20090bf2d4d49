// Steps and waits of a run on one axis of time. Where everything waits for long, the axis is folded, so that the work
// can be seen; a switch unfolds it.
import { badge, h, message, seconds, time, took } from './dom.js';

const WORK = new Set(['serviceTask', 'sendTask', 'businessRuleTask', 'scriptTask']);
const WAIT = new Set(['userTask', 'intermediateTimer', 'intermediateMessageCatch', 'receiveTask', 'intermediateSignalCatch']);
const GROUP = new Set(['subProcess', 'callActivity', 'transaction']);
const FOLD = 0.04;

export function timeline(page) {
  const { history, now } = page.data;
  const rows = ordered(history);
  if (!rows.length) {
    return message('info', 'The engine’s history of this run was cleaned up. Its evidence is kept.');
  }
  const box = h('div');
  const foldable = h('input', { type: 'checkbox', checked: true, onchange: () => draw() });
  const draw = () => {
    const axis = scale(rows, now, foldable.checked);
    box.replaceChildren(chart(page, rows, axis, now));
  };
  draw();
  return h('div', {},
    h('div', { class: 'cnx-bar-head' },
      h('ul', { class: 'cnx-legend' }, h('li', { class: 'cnx-key-work' }, 'work'), h('li', { class: 'cnx-key-wait' }, 'waits for people or time'),
        h('li', { class: 'cnx-key-group' }, 'phase or called runbook'), h('li', { class: 'cnx-key-failed' }, 'failed'), h('li', { class: 'cnx-key-incident' }, 'incident')),
      h('label', { class: 'cnx-check' }, foldable, 'fold long waits')),
    box);
}

/** Every activity below the phase or the call it lies in. */
function ordered(history) {
  const parts = new Map(history.parts.map(part => [part.id, part]));
  const root = history.parts.find(part => !part.caller);
  const children = new Map();
  for (const activity of history.activities) {
    if (WORK.has(activity.type) || WAIT.has(activity.type) || GROUP.has(activity.type)) {
      children.set(activity.scope, [...(children.get(activity.scope) || []), activity]);
    }
  }
  const rows = [];
  const walk = (scope, depth) => {
    for (const activity of children.get(scope) || []) {
      rows.push({ ...activity, depth, part: parts.get(activity.part) });
      walk(activity.called || activity.id, depth + 1);
    }
  };
  if (root) {
    walk(root.id, 0);
  }
  return rows;
}

function scale(rows, now, fold) {
  const end = row => Date.parse(row.ended || now);
  const cuts = [...new Set(rows.flatMap(row => [Date.parse(row.started), end(row)]))].sort((a, b) => a - b);
  const works = rows.filter(row => WORK.has(row.type));
  const spans = cuts.slice(1).map((to, index) => {
    const from = cuts[index];
    return { from, to, idle: !works.some(row => Date.parse(row.started) < to && end(row) > from) };
  });
  const busy = spans.filter(span => !span.idle).reduce((sum, span) => sum + span.to - span.from, 0) || 1;
  const longest = fold ? Math.max(busy * FOLD, 1) : Infinity;
  let at = 0;
  for (const span of spans) {
    span.begin = at;
    span.folded = span.idle && span.to - span.from > longest;
    at += span.folded ? longest : span.to - span.from;
  }
  const whole = at || 1;
  return {
    spans,
    at(instant) {
      const moment = Date.parse(instant);
      const span = spans.find(one => moment <= one.to) || spans[spans.length - 1];
      if (!span) {
        return 0;
      }
      const width = span.folded ? longest : span.to - span.from;
      const part = span.to === span.from ? 0 : Math.max(0, moment - span.from) / (span.to - span.from);
      return ((span.begin + part * width) / whole) * 100;
    },
    whole
  };
}

function chart(page, rows, axis, now) {
  const failed = new Set(page.data.entries.filter(entry => entry.draft.outcome === 'FAILED' && !entry.draft.command).map(entry => entry.draft.step));
  const first = rows[0];
  const last = rows.reduce((late, row) => ((row.ended || now) > late ? row.ended || now : late), first.started);
  return h('div', { class: 'cnx-scroll', tabindex: '0', role: 'region', 'aria-label': 'Timeline' },
    h('table', { class: 'cnx-gantt' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Step'), h('th', { scope: 'col', class: 'cnx-number' }, 'Took'),
        h('th', { scope: 'col', class: 'cnx-axis' }, h('span', {}, time(first.started) + ' UTC'), h('span', {}, time(last) + ' UTC')))),
      h('tbody', {}, rows.map(row => {
        const ended = row.ended || now;
        const left = axis.at(row.started);
        const kind = GROUP.has(row.type) ? 'group' : WAIT.has(row.type) ? 'wait' : 'work';
        const bad = failed.has(row.step) && kind === 'work';
        const tip = row.name + ': ' + time(row.started) + ' to ' + (row.ended ? time(ended) : 'now') + ', ' + took(seconds(row.started, ended));
        const bar = h('span', { class: 'cnx-bar cnx-bar-' + kind + (bad ? ' cnx-bar-failed' : '') + (row.ended ? '' : ' cnx-bar-open'), title: tip });
        bar.style.left = left + '%';
        bar.style.width = Math.max(0, axis.at(ended) - left) + '%';
        const incidents = page.data.history.incidents
          .filter(incident => incident.step === row.step && incident.began >= row.started && incident.began <= ended)
          .map(incident => {
            const dot = h('span', { class: 'cnx-incident', title: 'incident: ' + (incident.message || incident.type) });
            dot.style.left = axis.at(incident.began) + '%';
            return dot;
          });
        const label = h('span', {}, row.name);
        label.style.paddingLeft = row.depth * 18 + 'px';
        return h('tr', { class: 'cnx-row-' + kind },
          h('th', { scope: 'row' }, label, row.cancelled ? [' ', badge('interrupted', 'warn')] : null, row.assignee ? h('small', {}, ' ' + row.assignee) : null),
          h('td', { class: 'cnx-number cnx-nowrap' }, took(seconds(row.started, ended))),
          h('td', { class: 'cnx-lane' }, folds(axis), bar, incidents));
      }))));
}

function folds(axis) {
  return axis.spans.filter(span => span.folded).map(span => {
    const stripe = h('span', { class: 'cnx-fold', title: 'folded: ' + took((span.to - span.from) / 1000) + ' of waiting' });
    stripe.style.left = axis.at(new Date(span.from).toISOString()) + '%';
    stripe.style.width = axis.at(new Date(span.to).toISOString()) - axis.at(new Date(span.from).toISOString()) + '%';
    return stripe;
  });
}
