// Tasklist's own settings for this product. A script that Tasklist cannot import would leave a blank page without even a
// log-in, so ours is tried here first and left out when it fails.
const run = 'run-1/plugin';
const customScripts = [];

try {
  const tried = await import(`./${run}.js`);
  if (!Array.isArray(tried.default)) {
    throw new Error('no list of plugins');
  }
  customScripts.push(`scripts/${run}`);
} catch (broken) {
  console.error('The tab Run and the link to all runs are left out:', broken);
}

export default {
  customScripts,
  // a file of this name takes the place of Camunda's own, whose keys these are
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'claims the currently selected task' },
    focusFilter: { key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list' },
    focusList: { key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form' },
    startProcess: { key: 'ctrl+alt+p', description: 'opens the start process modal dialog' }
  }
};
