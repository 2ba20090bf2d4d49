# Lists the applications of the cell. Changes nothing.
for application in cnxops_split(AdminApp.list()):
    cnxops_print('application', [application])
cnxops_end()
