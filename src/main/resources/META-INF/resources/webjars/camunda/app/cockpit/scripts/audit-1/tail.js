// The last of what a run did, and what a step that failed said. All of it was masked before it was kept.
import { badge, code, h, runLink, timeOf } from './dom.js';

const LATEST = 50;

export function tail(page) {
  const latest = page.data.entries.slice(-LATEST).reverse();
  if (!latest.length) {
    return [];
  }
  return [
    h('header', {}, h('h2', {}, 'Latest evidence'),
      h('span', { class: 'cnx-quiet' }, latest.length < page.data.entries.length ? 'the last ' + latest.length + ' of ' + page.data.entries.length + ', newest first' : 'newest first'),
      h('a', { href: runLink(page.run, { tab: 'evidence' }) }, 'All evidence')),
    h('div', { class: 'cnx-log', tabindex: '0', role: 'region', 'aria-label': 'Latest evidence, newest first' },
      h('ol', { reversed: true }, latest.map(entry => line(page, entry.draft))))
  ];
}

function line(page, draft) {
  const exit = draft.exitCode;
  const outcome = draft.outcome.toLowerCase();
  const odd = outcome !== 'done' || exit;
  return h('li', {},
    h('span', { class: 'cnx-log-when' }, timeOf(draft.ended)),
    h('span', { class: 'cnx-log-host' }, draft.host || ''),
    h('span', { class: 'cnx-log-step' }, page.name(draft.step)),
    h('span', { class: 'cnx-log-what' },
      odd ? [outcome === 'done' ? badge('exit ' + exit, 'warn') : badge(outcome), ' '] : null,
      draft.command ? [code(draft.command), ' '] : null,
      draft.message ? h('span', { class: 'cnx-said' }, draft.message) : draft.command ? null : h('span', { class: 'cnx-said' }, 'done'),
      !draft.command && draft.actor !== 'system' ? h('small', { class: 'cnx-quiet' }, ' ' + draft.actor) : null));
}

/** What failed and awaits a person's decision; nothing once somebody has decided. */
export function failure(page) {
  const { history, summary } = page.data;
  const latest = name => history.variables.filter(change => change.name === name).pop();
  const at = latest('failedAt');
  if (summary.ended || !at) {
    return [];
  }
  const asks = history.activities.some(activity => activity.type === 'userTask' && !activity.ended && activity.started >= at.at);
  if (!asks) {
    return [];
  }
  const value = name => (latest(name) || {}).value || '';
  const exit = value('failedExitCode');
  const output = value('failedOutput');
  return [h('section', { class: 'cnx-failure', 'aria-label': 'What failed' },
    h('header', {}, h('h2', {}, value('failedStepName') || page.name(value('failedStep'))), badge('failed'),
      value('failedHost') ? h('span', {}, 'on ', h('strong', {}, value('failedHost'))) : null,
      value('failedItem') ? h('span', { class: 'cnx-quiet' }, value('failedItem')) : null,
      exit ? badge('exit ' + exit, 'warn') : null),
    h('p', { class: 'cnx-said-plain' }, value('failedMessage')),
    output ? h('figure', {}, h('figcaption', {}, 'The last lines that it said'), h('pre', { tabindex: '0' }, output)) : null)];
}
