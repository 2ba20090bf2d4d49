# Prints for every session manager that is seen how many sessions it holds, as far as the performance monitoring
# infrastructure counts them. Changes nothing.
for mbean in cnxops_split(AdminControl.queryNames('type=SessionManager,*')):
    keys = {}
    for part in mbean[mbean.find(':') + 1:].split(','):
        at = part.find('=')
        keys[part[:at]] = part[at + 1:]
    count = ''
    try:
        stats = AdminControl.getAttribute(mbean, 'stats')
        at = stats.find('name=LiveCount')
        if at >= 0:
            at = stats.find('current=', at)
        if at >= 0:
            at = at + len('current=')
            while at < len(stats) and '0123456789'.find(stats[at]) >= 0:
                count = count + stats[at]
                at = at + 1
    except:
        count = ''
    cnxops_print('sessions', [keys.get('node', ''), keys.get('process', ''), count])
cnxops_end()
