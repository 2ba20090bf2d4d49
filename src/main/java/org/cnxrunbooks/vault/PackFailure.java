package org.cnxrunbooks.vault;

import org.cnxrunbooks.host.HostFailure;

/** The failure of one of many items; the message is that of its cause. */
public final class PackFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient PackItem item;
    private final int exitCode;
    private final String tail;

    /** @param cause a {@link VaultFailure} or a {@link HostFailure} */
    PackFailure(PackItem item, RuntimeException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.item = item;
        if (cause instanceof VaultFailure failure) {
            this.exitCode = failure.exitCode();
            this.tail = failure.tail();
        } else if (cause instanceof HostFailure failure) {
            this.exitCode = failure.exitCode();
            this.tail = failure.tail();
        } else {
            this.exitCode = -1;
            this.tail = "";
        }
    }

    public PackItem item() {
        return item;
    }

    /** Of the command on the host; -1 where there was none. */
    public int exitCode() {
        return exitCode;
    }

    /** Last lines of the command's errors; empty where there were none. */
    public String tail() {
        return tail;
    }
}
