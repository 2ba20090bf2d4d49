# Argument: name of a J2C alias. Prints the matching aliases with their user ids, and the unique names of these users.
# An alias made in the console carries the node's name and a slash in front. Changes nothing.
wanted = cnxops_decode(sys.argv[0])
users = []
for entry in cnxops_split(AdminConfig.list('JAASAuthData')):
    alias = AdminConfig.showAttribute(entry, 'alias')
    if alias == wanted or alias[-len(wanted) - 1:] == '/' + wanted:
        user = AdminConfig.showAttribute(entry, 'userId')
        cnxops_print('alias', [alias, user])
        if users.count(user) == 0:
            users.append(user)

for user in users:
    found = []
    for attribute in ['-uid', '-principalName']:
        if len(found) == 0:
            found = cnxops_split(AdminTask.searchUsers([attribute, user]))
            for unique in found:
                cnxops_print('unique', [user, unique])
cnxops_end()
