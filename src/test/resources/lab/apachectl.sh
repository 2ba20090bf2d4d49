#!/bin/sh
# stand-in of IBM HTTP Server's apachectl, in front of a real Apache
root=@ROOT@
case $1 in
  start|stop|restart|graceful|graceful-stop) exec /usr/sbin/apache2 -d "$root" -f "$root/conf/httpd.conf" -k "$@" ;;
  configtest) exec /usr/sbin/apache2 -d "$root" -f "$root/conf/httpd.conf" -t ;;
  *) exec /usr/sbin/apache2 -d "$root" -f "$root/conf/httpd.conf" "$@" ;;
esac
