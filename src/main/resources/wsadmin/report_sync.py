# Prints for every managed node whether its configuration is that of the deployment manager. The NodeSync mbean lives in
# the node agent: where it is not seen, the agent is down. Changes nothing.
for node in cnxops_split(AdminTask.listManagedNodes()):
    try:
        mbean = AdminControl.completeObjectName('type=NodeSync,node=' + node + ',*')
        if mbean is None or len(mbean) == 0:
            cnxops_print('node', [node, 'agentDown', ''])
        else:
            said = str(AdminControl.invoke(mbean, 'isNodeSynchronized'))
            cnxops_print('node', [node, said, 'isNodeSynchronized ' + said])
    except:
        cnxops_print('node', [node, 'unclear', cnxops_error()])
cnxops_end()
