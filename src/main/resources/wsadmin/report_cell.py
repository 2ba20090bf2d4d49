# Reads the cell: variables of cell scope, applications, servers and clusters with their state. Changes nothing.
cell = AdminControl.getCell()
cnxops_print('cell', [cell])

scope = '(cells/' + cell + '|variables.xml#'
for entry in cnxops_split(AdminConfig.list('VariableSubstitutionEntry')):
    if entry.find(scope) >= 0:
        name = AdminConfig.showAttribute(entry, 'symbolicName')
        cnxops_print('variable', [name, AdminConfig.showAttribute(entry, 'value')])

for application in cnxops_split(AdminApp.list()):
    running = AdminControl.completeObjectName('type=Application,name=' + application + ',*')
    cnxops_print('application', [application, cnxops_yes(running)])

for entry in cnxops_split(AdminConfig.list('ServerEntry')):
    start = entry.find('/nodes/') + len('/nodes/')
    node = entry[start:entry.find('|', start)]
    name = AdminConfig.showAttribute(entry, 'serverName')
    kind = AdminConfig.showAttribute(entry, 'serverType')
    running = AdminControl.completeObjectName('type=Server,node=' + node + ',name=' + name + ',*')
    cnxops_print('server', [node, name, kind, cnxops_yes(running)])

for cluster in cnxops_split(AdminConfig.list('ServerCluster')):
    name = AdminConfig.showAttribute(cluster, 'name')
    mbean = AdminControl.completeObjectName('type=Cluster,name=' + name + ',*')
    state = ''
    if mbean is not None and len(mbean) > 0:
        state = AdminControl.getAttribute(mbean, 'state')
    cnxops_print('cluster', [name, state])
    for member in cnxops_split(AdminConfig.list('ClusterMember', cluster)):
        node = AdminConfig.showAttribute(member, 'nodeName')
        cnxops_print('member', [name, node, AdminConfig.showAttribute(member, 'memberName')])
cnxops_end()
