# Arguments: node, patience and pause in seconds. Makes the node agent forget what it knows, so that the next
# synchronisation is a full one, and synchronises until both sync and isNodeSynchronized say true, or the patience ends.
# The only script that changes something; calling twice is harmless.
import time

node = cnxops_decode(sys.argv[0])
patience = int(sys.argv[1])
pause = int(sys.argv[2])
begin = time.time()
outcome = 'unknownNode'
said = ''

if cnxops_split(AdminTask.listManagedNodes()).count(node) > 0:
    try:
        repository = AdminControl.completeObjectName('type=ConfigRepository,process=nodeagent,node=' + node + ',*')
        if repository is None or len(repository) == 0:
            outcome = 'agentDown'
        else:
            AdminControl.invoke(repository, 'refreshRepositoryEpoch')
            outcome = 'notYet'
    except:
        outcome = 'failed'
        said = 'refreshRepositoryEpoch: ' + cnxops_error()

while outcome == 'notYet':
    try:
        mbean = AdminControl.completeObjectName('type=NodeSync,node=' + node + ',*')
        if mbean is None or len(mbean) == 0:
            outcome = 'agentDown'
        else:
            synced = str(AdminControl.invoke(mbean, 'sync'))
            equal = str(AdminControl.invoke(mbean, 'isNodeSynchronized'))
            said = 'sync ' + synced + ', isNodeSynchronized ' + equal
            if synced.lower() == 'true' and equal.lower() == 'true':
                outcome = 'synchronized'
    except:
        said = cnxops_error()
    if outcome == 'notYet':
        if time.time() - begin + pause > patience:
            outcome = 'timedOut'
        else:
            time.sleep(pause)

cnxops_print('outcome', [outcome, said])
cnxops_end()
