// Where a run is at this moment: what it stands at, bars of its long work, the last of its evidence, the piece of the
// diagram around. Asked for every two seconds while somebody looks; elements are kept, so that what was unfolded stays so.
import { Steps } from './bars.js';
import { ask, h, message, timeOf, words } from './dom.js';
import { excerpt } from './excerpt.js';
import { spoken } from './here.js';
import { failure, tail } from './tail.js';

const AGAIN = 2000;
const AFTER_FAILURE = 5000;
export class Progress {
  constructor(page) {
    this.page = page;
    this.steps = new Steps(page);
    this.spoken = h('p', { class: 'cnx-unseen', role: 'status', 'aria-live': 'polite' });
    this.lost = h('div');
    this.standing = h('header', { class: 'cnx-standing' });
    this.failed = h('div');
    this.piece = h('aside', { class: 'cnx-piece', 'aria-label': 'Where it stands on the diagram' });
    this.tail = h('section', { class: 'cnx-tail', 'aria-label': 'Latest evidence' });
    this.root = h('div', { class: 'cnx-progress' }, this.spoken, this.lost,
      h('div', { class: 'cnx-columns' }, h('div', { class: 'cnx-main' }, this.failed, h('div', {}, this.standing, this.steps.root)), this.piece),
      this.tail);
  }

  /** Goes on until it is left, hidden, or the run has ended. */
  start() {
    this.update();
    if (!this.on) {
      this.on = true;
      this.poll();
    }
  }

  stop() {
    this.on = false;
    clearTimeout(this.timer);
  }

  async poll() {
    clearTimeout(this.timer);
    if (!this.on || document.hidden) {
      return;
    }
    const asked = (this.asked = {});
    let again = AGAIN;
    try {
      const view = await ask('/runs/' + encodeURIComponent(this.page.run) + '/progress');
      if (!this.on || this.asked !== asked) {
        return;
      }
      this.lost.replaceChildren();
      this.draw(view);
      again = view.running ? AGAIN : 0;
    } catch (broken) {
      if (!this.on || this.asked !== asked) {
        return;
      }
      this.lost.replaceChildren(message('error', 'Not up to date: ' + broken.message));
      again = AFTER_FAILURE;
    }
    if (again) {
      this.timer = setTimeout(() => this.poll(), again);
    }
  }

  draw(view) {
    const moved = this.view && (this.view.running !== view.running || places(this.view) !== places(view));
    this.view = view;
    this.failed.hidden = !view.standing.some(here => here.state === 'ASKS');
    this.stands(view);
    this.steps.draw(view);
    this.piecewise();
    if (moved) {
      this.page.load();
    }
  }

  /** Of what the page reads less often: evidence, failures, pictures. */
  update() {
    if (this.view) {
      this.stands(this.view);
    }
    this.failed.replaceChildren(...failure(this.page));
    this.tail.replaceChildren(...tail(this.page));
    this.piecewise();
  }

  stands(view) {
    const run = this.page.data.summary;
    const speech = view.standing.map(here => here.name + ': ' + spoken(here)).join('. ');
    const said = view.running ? speech && 'Stands at ' + speech + '.' : 'The run has ended.';
    if (said && this.spoken.textContent !== said) {
      this.spoken.textContent = said;
    }
    if (!view.running) {
      this.standing.replaceChildren(h('h2', {}, 'Nothing is under way'), h('p', { class: 'cnx-quiet' },
        run.ended ? ['The run ended ', timeOf(run.ended), ' UTC: ' + words(run.outcome) + '.'] : 'The run has ended.'));
      return;
    }
    this.standing.replaceChildren(h('h2', {}, 'Stands at'), view.standing.length ? '' : h('p', { class: 'cnx-quiet' }, 'between two steps'));
  }

  piecewise() {
    const steps = this.view ? this.view.standing.map(here => here.step) : [];
    const drawn = this.page.data.pictures.map(picture => picture.svg.length + picture.level).join() + steps.join();
    if (this.drawn !== drawn) {
      this.drawn = drawn;
      this.piece.replaceChildren(...excerpt(this.page, steps));
      this.piece.hidden = !this.piece.firstChild;
    }
  }
}

function places(view) {
  return view.standing.map(here => here.step + here.since).join();
}
