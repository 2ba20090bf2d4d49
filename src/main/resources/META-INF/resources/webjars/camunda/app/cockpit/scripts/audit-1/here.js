// An element that a run stands at, where no bars are to be shown: who is asked, what it waits for, what stopped it.
import { badge, h, seconds, timeOf, took, words } from './dom.js';

const STATES = {
  WORKS: ['works', 'live'], ASKS: ['waits for a person', 'person'], WAITS: ['waits', 'plain'],
  STOPPED: ['stopped by an incident', 'bad'], SUSPENDED: ['suspended', 'warn']
};

/** Keeps its place on the page while what it says changes. */
export class Card {
  constructor() {
    this.root = h('section');
  }

  show(here, now) {
    const [label, tone] = STATES[here.state];
    this.root.setAttribute('class', 'cnx-here cnx-here-' + here.state.toLowerCase());
    this.root.setAttribute('aria-label', named(here));
    this.root.replaceChildren(
      h('div', {}, around(here), h('h3', {}, named(here))),
      h('div', { class: 'cnx-here-what' }, badge(label, tone), who(here),
        h('span', { class: 'cnx-quiet' }, 'since ', timeOf(here.since), ' UTC, ' + elapsed(here, now))),
      trouble(here) || '');
    return this.root;
  }
}

/** The phases and called runbooks around it. */
export function around(here) {
  return here.within.length ? h('small', { class: 'cnx-quiet cnx-around' }, here.within.join(' › ')) : null;
}

export function named(here) {
  return here.name === here.step ? words(here.step) : here.name;
}

export function elapsed(here, now) {
  return took(Math.max(0, Math.round(seconds(here.since, now))));
}

export function trouble(here) {
  return here.trouble
    ? h('p', { class: 'cnx-trouble' }, here.state === 'STOPPED' ? '' : h('strong', {}, 'The last try failed; it is tried again. '), here.trouble)
    : null;
}

export function spoken(here) {
  const asked = here.assignee || here.groups.join(', ');
  return STATES[here.state][0] + (here.state === 'ASKS' && asked ? ', ' + asked : '');
}

function who(here) {
  if (!here.groups.length && !here.assignee) {
    return null;
  }
  return h('span', {}, here.assignee ? ['taken by ', h('strong', {}, here.assignee)] : ['asked: ', h('strong', {}, here.groups.join(', '))],
    here.due ? [', due ', timeOf(here.due), ' UTC'] : null);
}
