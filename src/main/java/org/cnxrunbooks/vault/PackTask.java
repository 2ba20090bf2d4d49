package org.cnxrunbooks.vault;

import org.cnxrunbooks.host.HostSession;

/** An item with the session and the way that bring it. */
public record PackTask(HostSession session, PackItem item, PackWay way) {}
