// The lists of one run: decisions, evidence, documents, variables, operations.
import { address, badge, code, field, h, message, runLink, seconds, select, text, timeOf, took, words } from './dom.js';

const STEP = 300;

export function decisions(page) {
  const decided = page.data.entries.filter(entry => entry.draft.outcome === 'DECIDED');
  if (!decided.length) {
    return message('info', 'No person has decided anything yet.');
  }
  return h('ol', { class: 'cnx-cards' }, decided.map(({ sequence, draft }) => {
    const plan = draft.digests.plan;
    const approval = draft.step.startsWith('userTask_approve');
    return h('li', { class: 'cnx-card' },
      h('header', {}, h('strong', {}, draft.actor), ' answered ', h('strong', {}, page.name(draft.step)), ' ',
        approval ? badge(draft.digests.approved ? 'approved' : 'declined') : null,
        h('span', { class: 'cnx-quiet' }, timeOf(draft.ended), ', after ' + took(seconds(draft.started, draft.ended)))),
      answers(draft.message),
      h('p', { class: 'cnx-quiet' }, 'Evidence entry ' + sequence + '. ',
        plan ? ['Before them lay the plan ', page.documentLink(plan)] : 'No plan lay before them.'));
  }));
}

function answers(line) {
  const fields = [];
  for (const part of line.split('; ')) {
    const found = /^([a-z][A-Za-z0-9]*)=([\s\S]*)$/.exec(part);
    if (found) {
      fields.push([found[1], found[2]]);
    } else if (fields.length) {
      fields[fields.length - 1][1] += '; ' + part;
    }
  }
  return h('dl', { class: 'cnx-answers' }, fields.map(([name, value]) => h('div', {}, h('dt', {}, words(name)),
    h('dd', {}, { true: 'yes', false: 'no', '': '—' }[value] || value))));
}

export function evidence(page) {
  const all = page.data.entries;
  const unique = values => [...new Set(values)].filter(Boolean);
  const found = h('input', { type: 'search', placeholder: 'command or message', oninput: () => draw(STEP) });
  const host = select('host', unique(all.map(entry => entry.draft.host)).sort().map(name => [name, name]), 'every host', () => draw(STEP));
  const outcome = select('outcome', unique(all.map(entry => entry.draft.outcome)).map(name => [name, name.toLowerCase()]), 'every outcome', () => draw(STEP));
  const step = select('step', unique(all.map(entry => entry.draft.step)).map(id => [id, page.name(id)]), 'every step', () => draw(STEP));
  step.value = page.query.get('step') || '';
  const count = h('span', { class: 'cnx-quiet', role: 'status' });
  const body = h('div');
  function draw(limit) {
    const sought = found.value.trim().toLowerCase();
    const shown = all.filter(({ draft }) => (!host.value || draft.host === host.value) && (!outcome.value || draft.outcome === outcome.value)
      && (!step.value || draft.step === step.value) && (!sought || ((draft.command || '') + ' ' + draft.message).toLowerCase().includes(sought)));
    count.textContent = shown.length + ' of ' + all.length + ' entries';
    body.replaceChildren(
      h('div', { class: 'cnx-scroll', tabindex: '0', role: 'region', 'aria-label': 'Evidence' },
        h('table', { class: 'cnx-table cnx-evidence' },
          h('thead', {}, h('tr', {}, ['#', 'Began', 'Took', 'Step', 'Host', 'By', 'Outcome', 'What was done', 'Documents'].map(name =>
            h('th', { scope: 'col', class: name === '#' || name === 'Took' ? 'cnx-number' : null }, name)))),
          h('tbody', {}, shown.slice(0, limit).map(entry => line(page, entry))))),
      shown.length > limit ? h('button', { type: 'button', class: 'cnx-button', onclick: () => draw(limit + STEP * 3) }, 'Show more') : '');
  }
  draw(STEP);
  return h('div', {}, h('div', { class: 'cnx-filters cnx-evidence-filters' }, field('Step', step), field('Host', host), field('Outcome', outcome), field('Search', found), count), body);
}

function line(page, { sequence, draft, hash, previousHash }) {
  const exit = draft.exitCode;
  return h('tr', {},
    h('td', { class: 'cnx-number' }, sequence),
    h('td', { class: 'cnx-nowrap' }, timeOf(draft.started)),
    h('td', { class: 'cnx-nowrap cnx-number' }, took(seconds(draft.started, draft.ended))),
    h('td', {}, page.name(draft.step), draft.attempt > 1 ? h('small', { class: 'cnx-quiet' }, ' attempt ' + draft.attempt) : null),
    h('td', { class: 'cnx-nowrap' }, draft.host || ''),
    h('td', { class: 'cnx-nowrap' }, draft.actor),
    h('td', { class: 'cnx-nowrap' }, badge(draft.outcome.toLowerCase()), exit !== null && exit !== 0 ? [' ', badge('exit ' + exit, 'warn')] : null),
    h('td', {}, draft.command ? code(draft.command) : null, draft.message ? h('div', { class: 'cnx-said' }, draft.message) : null,
      h('details', {}, h('summary', {}, 'source and hashes'), h('dl', { class: 'cnx-hashes' },
        draft.source ? [h('dt', {}, 'vendor’s document'), h('dd', {}, draft.source.replaceAll(',', ', '))] : null,
        h('dt', {}, 'this entry'), h('dd', {}, hash), h('dt', {}, 'the one before'), h('dd', {}, previousHash),
        Object.entries(draft.digests).map(([role, digest]) => [h('dt', {}, role), h('dd', {}, digest)])))),
    h('td', {}, Object.entries(draft.digests).filter(([role]) => role !== 'output' && role !== 'approved').map(([role, digest]) => h('div', {}, page.documentLink(digest, role)))));
}

export function documents(page) {
  const listed = new Map();
  for (const { sequence, draft } of page.data.entries) {
    for (const [role, digest] of Object.entries(draft.digests)) {
      if (role !== 'output' && role !== 'approved' && !listed.has(digest)) {
        listed.set(digest, { role, step: draft.step, sequence });
      }
    }
  }
  const chosen = page.query.get('blob') || [...listed.keys()][0];
  const viewer = h('div', { class: 'cnx-viewer' });
  if (chosen) {
    view(page, chosen, listed.get(chosen), viewer);
  }
  return h('div', { class: 'cnx-documents' },
    h('nav', { 'aria-label': 'Documents of the run' },
      listed.size ? h('ul', {}, [...listed].map(([digest, found]) => h('li', {},
        h('a', { href: runLink(page.run, { tab: 'documents', blob: digest }), 'aria-current': digest === chosen ? 'true' : null },
          h('strong', {}, found.role), h('small', {}, page.name(found.step) + ', entry ' + found.sequence), h('small', { class: 'cnx-digest' }, digest.slice(0, 16) + '…'))))) : message('info', 'This run has kept no documents.')),
    viewer);
}

async function view(page, digest, found, viewer) {
  const path = '/runs/' + encodeURIComponent(page.run) + '/blobs/' + digest;
  viewer.replaceChildren(
    h('header', {}, h('strong', {}, found ? found.role : 'Document'), h('code', {}, digest),
      h('a', { class: 'cnx-button', href: address(path), download: digest }, 'Download')),
    message('info', 'Loading …'));
  try {
    const content = await text(path);
    viewer.lastChild.replaceWith(shown(page, content));
  } catch (broken) {
    viewer.lastChild.replaceWith(message('info', broken.message));
  }
}

function shown(page, content) {
  let body = content;
  try {
    body = JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    // not JSON: as it is
  }
  const diff = /^(---|\+\+\+|@@) /m.test(body) && !body.startsWith('{') && !body.startsWith('[');
  const pre = h('pre', { tabindex: '0', class: diff ? 'cnx-diff' : '' });
  for (const one of body.split('\n')) {
    const kind = diff && { '+': 'cnx-plus', '-': 'cnx-minus', '@': 'cnx-at' }[one.charAt(0)];
    pre.append(h('span', { class: kind || null }, ...linked(page, one)), '\n');
  }
  return pre;
}

/** Digests within a document lead to the document that they name. */
function linked(page, line) {
  return line.split(/(\b[0-9a-f]{64}\b)/).map((part, index) => (index % 2 ? page.documentLink(part, part) : part));
}

export function variables(page) {
  const { variables: changes, activities, operations: done } = page.data.history;
  if (!changes.length) {
    return message('info', 'The engine’s history of this run was cleaned up. Its evidence is kept.');
  }
  const steps = new Map(activities.map(activity => [activity.id, activity.name]));
  const people = new Map(done.map(operation => [operation.id, operation.user]));
  const parts = new Map(page.data.history.parts.map(part => [part.id, part.name]));
  const several = page.data.history.parts.length > 1;
  const found = h('input', { type: 'search', placeholder: 'name or value', oninput: () => draw() });
  const body = h('tbody');
  function draw() {
    const sought = found.value.trim().toLowerCase();
    body.replaceChildren(...changes.filter(change => !sought || (change.name + ' ' + change.value).toLowerCase().includes(sought)).map(change =>
      h('tr', {}, h('td', { class: 'cnx-nowrap' }, timeOf(change.at)), h('td', {}, h('strong', {}, change.name), change.revision ? h('small', { class: 'cnx-quiet' }, ' changed ' + change.revision + '×') : null),
        h('td', {}, long(change.value)),
        h('td', {}, people.get(change.operation) || steps.get(change.step) || parts.get(change.part), several ? h('small', { class: 'cnx-quiet' }, ' ' + parts.get(change.part)) : null))));
  }
  draw();
  return h('div', {}, h('div', { class: 'cnx-filters' }, field('Search', found)),
    h('div', { class: 'cnx-scroll', tabindex: '0', role: 'region', 'aria-label': 'Variables' },
      h('table', { class: 'cnx-table' }, h('thead', {}, h('tr', {}, ['When', 'Variable', 'Value', 'Written by'].map(name => h('th', { scope: 'col' }, name)))), body)));
}

function long(value) {
  if (value === null) {
    return h('span', { class: 'cnx-quiet' }, 'nothing');
  }
  return value.length <= 160 ? h('code', {}, value) : h('details', {}, h('summary', {}, h('code', {}, value.slice(0, 140) + ' …')), h('pre', {}, value));
}

export function operations(page) {
  const done = page.data.history.operations;
  if (!done.length) {
    return message('info', 'Nobody did anything to this run through the engine, or its history was cleaned up.');
  }
  return h('div', { class: 'cnx-scroll', tabindex: '0', role: 'region', 'aria-label': 'Operations' },
    h('table', { class: 'cnx-table' },
      h('thead', {}, h('tr', {}, ['When', 'Who', 'Operation', 'On', 'Property', 'Before', 'After', 'Note'].map(name => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, done.map(one => h('tr', {}, h('td', { class: 'cnx-nowrap' }, timeOf(one.at)), h('td', {}, one.user || ''), h('td', {}, one.operation),
        h('td', {}, one.entity), h('td', {}, one.property || ''), h('td', {}, one.before || ''), h('td', {}, one.after || ''), h('td', {}, one.note || ''))))));
}
