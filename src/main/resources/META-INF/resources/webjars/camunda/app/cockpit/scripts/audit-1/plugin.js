// What Cockpit is told of our pages. The pages themselves are fetched when one is opened; if that fails, the page says
// so and Cockpit goes on.
let shown = null;

function page(name) {
  return {
    render(node, { api }) {
      const here = (shown = { node, leave: null });
      import('./pages.js')
        .then(pages => {
          if (shown === here) {
            here.leave = pages.enter(name, node, api);
          }
        })
        .catch(broken => {
          console.error(broken);
          node.textContent = 'This page cannot be shown: ' + broken.message + '. Reload; if that does not help, tell whoever runs this application.';
          node.style.padding = '32px';
        });
    },
    unmount() {
      if (shown && shown.leave) {
        shown.leave();
      }
      shown = null;
    }
  };
}

function link(label, path, places) {
  return {
    properties: {
      label,
      path,
      checkActive: url => places.some(place => url.includes('#' + place))
    },
    render(node) {
      const anchor = document.createElement('a');
      anchor.href = '#' + path;
      anchor.textContent = label;
      node.append(anchor);
    }
  };
}

const history = { properties: { label: 'History' }, render() {} };

export default [
  { id: 'runs', pluginPoint: 'cockpit.navigation', priority: 200, ...link('Runs', '/runs', ['/runs']) },
  { id: 'questions', pluginPoint: 'cockpit.navigation', priority: 190, ...link('Questions', '/questions', ['/questions']) },
  { id: 'cnxRuns', pluginPoint: 'cockpit.route', properties: { path: '/runs' }, ...page('runs') },
  { id: 'cnxRun', pluginPoint: 'cockpit.route', properties: { path: '/runs/:run' }, ...page('run') },
  { id: 'cnxQuestions', pluginPoint: 'cockpit.route', properties: { path: '/questions' }, ...page('questions') },
  // Cockpit leads to these by itself once a view named history exists
  { id: 'history', pluginPoint: 'cockpit.processInstance.view', ...history },
  { id: 'history', pluginPoint: 'cockpit.processDefinition.view', ...history },
  {
    id: 'cnxInstanceHistory',
    pluginPoint: 'cockpit.route',
    properties: { path: '/process-instance/:id/history' },
    ...page('instance')
  },
  {
    id: 'cnxDefinitionHistory',
    pluginPoint: 'cockpit.route',
    properties: { path: '/process-definition/:id/history' },
    ...page('definition')
  }
];
