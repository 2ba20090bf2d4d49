# Prints the role mappings of every application as WebSphere words them; the reading is done by the caller. Changes nothing.
for application in cnxops_split(AdminApp.list()):
    try:
        cnxops_print('view', [application, AdminApp.view(application, '-MapRolesToUsers')])
    except:
        cnxops_print('failed', [application, cnxops_error()])
cnxops_end()
