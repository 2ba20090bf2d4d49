// Which page stands where. Cockpit renders a route anew whenever its query changes; a page keeps its elements, so that a
// filter that is typed into does not lose the cursor.
import { h } from './dom.js';
import { Runs } from './runs.js';
import { Run } from './run.js';
import { Questions } from './questions.js';
import { openDefinition, openInstance } from './history.js';

const kinds = { runs: Runs, run: Run, questions: Questions };
let kept = null;

export function enter(name, node, api) {
  style();
  node.classList.add('cnx-host');
  const place = here();
  if (name === 'instance' || name === 'definition') {
    kept = null;
    const message = h('p', { class: 'cnx cnx-page' }, 'Looking for the run …');
    node.append(message);
    (name === 'instance' ? openInstance : openDefinition)(place.parts[1], api, message);
    return () => {};
  }
  const key = name === 'run' ? 'run ' + place.parts[1] : name;
  if (!kept || kept.key !== key) {
    kept = { key, page: new kinds[name](decodeURIComponent(place.parts[1] || '')), focus: null };
  }
  const mine = kept;
  node.append(mine.page.root);
  if (mine.focus) {
    mine.focus.focus({ preventScroll: true });
  }
  mine.page.show(place.query);
  return () => {
    mine.focus = mine.page.root.contains(document.activeElement) ? document.activeElement : null;
    mine.page.leave();
  };
}

function here() {
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  return { parts: path.split('/').filter(Boolean), query: new URLSearchParams(query || '') };
}

function style() {
  if (!document.getElementById('cnx-style')) {
    document.head.append(h('link', { id: 'cnx-style', rel: 'stylesheet', href: new URL('./audit.css', import.meta.url).href }));
  }
}
