package org.cnxrunbooks.backup;

import java.util.List;
import java.util.function.BiFunction;
import org.cnxrunbooks.wsadmin.ControlReport;
import org.cnxrunbooks.wsadmin.ControlRun;
import org.cnxrunbooks.wsadmin.ServerControl;

/** One of the stops and starts of {@link ServerControl}. */
interface PowerVerb extends BiFunction<ServerControl, ControlRun, List<ControlReport>> {}
