// Small things: elements, addresses, words. Text from the server only ever becomes text.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'value' || name === 'checked' || name === 'hidden') {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(3).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** The application's own root: whatever stands before /camunda. */
const root = new URL(document.querySelector('base').getAttribute('app-root').replace(/\/[^/]*$/, '') + '/', location.href).href;

export function address(path, query) {
  const url = new URL(path.replace(/^\//, ''), root);
  for (const [name, value] of Object.entries(query || {})) {
    if (value) {
      url.searchParams.set(name, value);
    }
  }
  return url.href;
}

export async function ask(path, query) {
  const answer = await fetch(address(path, query), {
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
  });
  if (!answer.ok) {
    let message = answer.status + ' ' + answer.statusText;
    try {
      message = (await answer.json()).message || message;
    } catch {
      // not one of ours
    }
    throw new Error(answer.status === 401 ? 'Your log-in has ended. Reload the page and log in again.' : message);
  }
  return answer.json();
}

export async function text(path) {
  const answer = await fetch(address(path), { credentials: 'same-origin', headers: { 'X-Requested-With': 'XMLHttpRequest' } });
  if (!answer.ok) {
    throw new Error(answer.status === 404 ? 'Not kept: only its digest was recorded.' : answer.status + ' ' + answer.statusText);
  }
  return answer.text();
}

/** Goes to another state of the page; Cockpit renders it from the address. */
export function go(path, query) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) {
      search.set(name, value);
    }
  }
  location.hash = '#' + path + (search.size ? '?' + search : '');
}

export function runLink(run, query) {
  return '#/runs/' + encodeURIComponent(run) + (query ? '?' + new URLSearchParams(query) : '');
}

export function time(instant) {
  return instant ? instant.slice(0, 19).replace('T', ' ') : '';
}

export function timeOf(instant) {
  return instant
    ? h('time', { datetime: instant, title: 'UTC; here: ' + new Date(instant).toLocaleString() }, time(instant))
    : '';
}

export function seconds(from, to) {
  return (new Date(to) - new Date(from)) / 1000;
}

export function took(amount) {
  if (amount === null || amount === undefined || Number.isNaN(amount)) {
    return '';
  }
  if (amount < 60) {
    return (amount < 10 && amount % 1 ? amount.toFixed(1) : Math.round(amount)) + ' s';
  }
  if (amount < 3600) {
    return Math.floor(amount / 60) + ' min ' + Math.floor(amount % 60) + ' s';
  }
  if (amount < 172800) {
    return Math.floor(amount / 3600) + ' h ' + Math.floor((amount % 3600) / 60) + ' min';
  }
  return Math.floor(amount / 86400) + ' days';
}

export function bytes(amount) {
  if (amount === null || amount === undefined) {
    return '';
  }
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = amount;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return (unit && value < 100 ? value.toFixed(1) : Math.round(value)) + ' ' + units[unit];
}

/** An id of a model's element as its label reads: endEvent_backupVerified, "Backup verified". */
export function words(id) {
  const name = id.replace(/^[a-zA-Z]+_/, '').replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const tones = {
  approved: 'good', done: 'plain', already: 'plain', verified: 'good', 'verified, not whole': 'warn', declined: 'warn', decided: 'person',
  skipped: 'warn', refused: 'warn', failed: 'bad', cancelled: 'warn', operation: 'person', running: 'live', 'not to be trusted': 'bad'
};

export function badge(label, tone) {
  return h('span', { class: 'cnx-badge cnx-' + (tone || tones[label] || 'plain') }, label);
}

export function message(kind, ...children) {
  return h('p', { class: 'cnx-message cnx-message-' + kind, role: kind === 'error' ? 'alert' : 'status' }, ...children);
}

export function field(label, control) {
  return h('label', { class: 'cnx-field' }, h('span', {}, label), control);
}

export function select(name, entries, all, change) {
  return h('select', { name, onchange: change }, h('option', { value: '' }, all), entries.map(([value, label]) => h('option', { value }, label)));
}

/** Fills a select that may have had other entries, and keeps what is chosen. */
export function refill(control, entries, chosen) {
  const first = control.options[0];
  const known = chosen && !entries.some(([value]) => value === chosen) ? [...entries, [chosen, chosen]] : entries;
  control.replaceChildren(first, ...known.map(([value, label]) => h('option', { value }, label)));
  control.value = chosen || '';
}

/** Code of any length: what is long shows its beginning and opens. */
export function code(value) {
  const lines = value.split('\n');
  if (value.length <= 240 && lines.length <= 4) {
    return h('code', {}, value);
  }
  const begin = lines.slice(0, 3).join('\n').slice(0, 200);
  return h('details', { class: 'cnx-code' }, h('summary', {}, h('code', {}, begin + ' …')), h('pre', {}, value));
}
