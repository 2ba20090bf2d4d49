# Prints for every application the application servers that it is deployed to, and whether it runs there. Changes nothing.
seen = {}
for entry in cnxops_split(AdminConfig.list('ServerEntry')):
    start = entry.find('/nodes/') + len('/nodes/')
    node = entry[start:entry.find('|', start)]
    name = AdminConfig.showAttribute(entry, 'serverName')
    if AdminConfig.showAttribute(entry, 'serverType') == 'APPLICATION_SERVER':
        mbean = AdminControl.completeObjectName('type=Server,node=' + node + ',name=' + name + ',*')
        seen[node + '/' + name] = cnxops_yes(mbean)

members = {}
for cluster in cnxops_split(AdminConfig.list('ServerCluster')):
    found = []
    for member in cnxops_split(AdminConfig.list('ClusterMember', cluster)):
        found.append([AdminConfig.showAttribute(member, 'nodeName'), AdminConfig.showAttribute(member, 'memberName')])
    members[AdminConfig.showAttribute(cluster, 'name')] = found

running = {}
for mbean in cnxops_split(AdminControl.queryNames('type=Application,*')):
    keys = {}
    for part in mbean[mbean.find(':') + 1:].split(','):
        at = part.find('=')
        keys[part[:at]] = part[at + 1:]
    running[keys.get('name', '') + '|' + keys.get('node', '') + '/' + keys.get('process', '')] = 1

for application in cnxops_split(AdminApp.list()):
    try:
        deployment = AdminConfig.getid('/Deployment:' + application + '/')
        targets = []
        if deployment is None or len(deployment) == 0:
            cnxops_print('failed', [application, 'no deployment in the configuration'])
        else:
            for target in cnxops_split(AdminConfig.list('ClusteredTarget', deployment)):
                targets = targets + members.get(AdminConfig.showAttribute(target, 'name'), [])
            for target in cnxops_split(AdminConfig.list('ServerTarget', deployment)):
                targets.append([AdminConfig.showAttribute(target, 'nodeName'), AdminConfig.showAttribute(target, 'name')])
        for target in targets:
            server = target[0] + '/' + target[1]
            if seen.has_key(server):
                state = 'notSeen'
                if running.has_key(application + '|' + server):
                    state = 'started'
                elif seen[server] == 'true':
                    state = 'notStarted'
                cnxops_print('application', [application, target[0], target[1], state])
    except:
        cnxops_print('failed', [application, cnxops_error()])
cnxops_end()
