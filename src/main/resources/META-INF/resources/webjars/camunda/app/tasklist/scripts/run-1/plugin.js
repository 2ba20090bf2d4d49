// What Tasklist is told of ours: a link to all runs, and a tab that tells of the run that a task belongs to. What the tab
// shows is fetched when one is opened; if that fails, the tab says so and Tasklist goes on.

/** Where Cockpit is; nothing for those who may not enter it. */
async function cockpit(api) {
  const answer = await fetch(api.adminApi + '/auth/user/' + api.engine, { credentials: 'same-origin' });
  const mine = answer.ok && (await answer.json()).authorizedApps.includes('cockpit');
  return mine ? document.querySelector('base').getAttribute('app-root') + '/app/cockpit/' + api.engine + '/' : null;
}

function link(node, { api }) {
  cockpit(api)
    .then(address => {
      if (address) {
        const anchor = document.createElement('a');
        anchor.href = address + '#/runs';
        anchor.textContent = 'Runs';
        node.append(anchor);
      }
    })
    .catch(broken => console.error('No link to the runs:', broken));
}

function tab(node, { api, taskId }) {
  Promise.all([import('./tab.js'), cockpit(api)])
    .then(([{ Tab }, address]) => new Tab(taskId, address).enter(node))
    .catch(broken => {
      console.error(broken);
      node.textContent = 'This tab cannot be shown: ' + broken.message + '. Reload; if that does not help, tell whoever runs this application.';
    });
}

export default [
  { id: 'cnx-runs', pluginPoint: 'tasklist.navbar.action', priority: 400, render: link },
  // between the form (1000) and the history (800)
  { id: 'cnx-run', pluginPoint: 'tasklist.task.detail', priority: 900, properties: { label: 'Run' }, render: tab }
];
