#!/bin/sh
# stand-in of IBM HTTP Server's apachectl
httpd=@ROOT@/bin/httpd
case $1 in
  start|stop|restart|graceful|graceful-stop) exec "$httpd" -k "$@" ;;
  configtest) exec "$httpd" -t ;;
  *) exec "$httpd" "$@" ;;
esac
