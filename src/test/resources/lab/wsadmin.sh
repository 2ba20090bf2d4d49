#!/bin/bash
# wsadmin launcher of the stand-in. As the published launchers of WebSphere 7 to 8.5 do: -javaoption words are split at
# blanks and come after the profile's own ConfigURL, so that they count.
lab=@LAB@
profile=@PROFILE@
java=@JAVA@
classes=@CLASSES@
jython=@JYTHON21@
if [ -e "$lab/faults/wsadmin-jython27" ]; then
  jython=@JYTHON27@
fi
isJavaOption=false
nonJavaOption=()
for option in "$@"; do
  if [ "$option" = "-javaoption" ]; then
    isJavaOption=true
  elif [ "$isJavaOption" = "true" ]; then
    javaOption="$javaOption $option"
    isJavaOption=false
  else
    nonJavaOption+=("$option")
  fi
done
exec "$java" -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
  -Dpython.cachedir.skip=true -Dpython.import.site=false \
  "-Dcom.ibm.SOAP.ConfigURL=file:$profile/properties/soap.client.props" \
  $javaOption \
  -cp "$classes:$jython" org.cnxrunbooks.lab.LabWsadmin "$lab" "${nonJavaOption[@]}"
