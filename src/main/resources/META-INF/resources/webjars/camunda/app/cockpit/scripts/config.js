// Cockpit's own settings for this product. A script that Cockpit cannot import would leave a blank page without even a
// log-in, so ours is tried here first and left out when it fails.
const audit = 'audit-1/plugin';
const customScripts = [];

try {
  const tried = await import(`./${audit}.js`);
  if (!Array.isArray(tried.default)) {
    throw new Error('no list of plugins');
  }
  customScripts.push(`scripts/${audit}`);
} catch (broken) {
  console.error('The pages Runs and Questions are left out:', broken);
}

export default {
  customScripts,
  disableWelcomeMessage: true
};
