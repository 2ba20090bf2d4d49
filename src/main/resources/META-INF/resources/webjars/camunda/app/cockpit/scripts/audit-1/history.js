// Where Cockpit's own links to a history lead: from an instance to its run, from a definition to its runs.

export async function openInstance(id, api, message) {
  try {
    const answer = await fetch(api.engineApi + '/history/process-instance/' + encodeURIComponent(id), { credentials: 'same-origin' });
    if (!answer.ok) {
      throw new Error('it is not known any more');
    }
    const key = (await answer.json()).businessKey;
    if (!key) {
      throw new Error('it is no run of a runbook');
    }
    location.replace('#/runs/' + encodeURIComponent(key));
  } catch (broken) {
    message.textContent = 'No history of this instance: ' + broken.message + '.';
  }
}

export function openDefinition(id, api, message) {
  const key = decodeURIComponent(id).split(':')[0];
  message.textContent = 'Runs of ' + key;
  location.replace('#/runs?runbook=' + encodeURIComponent(key));
}
