package org.cnxrunbooks.webserver;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An IP address, or the addresses that begin with the same bits. Never a name: nothing is looked up.
 *
 * @param address in its usual form, e.g. {@code 10.0.0.12} or {@code fd00:0:0:0:0:0:0:1}
 * @param bits that count, e.g. 32
 */
public record AddressRange(InetAddress address, int bits) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 =
            Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(" + OCTET + "(\\." + OCTET + "){3})?");

    /** Reads {@code 10.0.0.12}, {@code 10.0.0.0/24} or the same of IPv6; {@link IllegalArgumentException} says why not. */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String word = slash < 0 ? text : text.substring(0, slash);
        if (!IPV4.matcher(word).matches() && !IPV6.matcher(word).matches()) {
            throw new IllegalArgumentException("write an IP address, not a name or a placeholder: " + text);
        }
        InetAddress address = literal(word);
        int longest = address.getAddress().length * 8;
        int bits = slash < 0 ? longest : bits(text.substring(slash + 1), longest, text);
        if (network(address, bits, longest).signum() != 0) {
            throw new IllegalArgumentException("bits beyond the length of the range are set: " + text);
        }
        return new AddressRange(address, bits);
    }

    /** Whether an address lies in this range; false for what is no address. */
    public boolean contains(String other) {
        try {
            AddressRange single = parse(other);
            byte[] mine = address.getAddress();
            byte[] theirs = single.address.getAddress();
            int shift = mine.length * 8 - bits;
            return mine.length == theirs.length
                    && new BigInteger(1, mine).shiftRight(shift).equals(new BigInteger(1, theirs).shiftRight(shift));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isSingle() {
        return bits == address.getAddress().length * 8;
    }

    boolean isIpv4() {
        return address.getAddress().length == 4;
    }

    /** As httpd reads it: {@code 10.0.0.12} or {@code 10.0.0.0/24}. */
    @Override
    public String toString() {
        return address.getHostAddress() + (isSingle() ? "" : "/" + bits);
    }

    private static InetAddress literal(String word) {
        try {
            return InetAddress.getByName(word);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no IP address: " + word, e);
        }
    }

    private static int bits(String text, int longest, String whole) {
        if (!text.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(text) > longest) {
            throw new IllegalArgumentException("length of the range must be 0 to " + longest + ": " + whole);
        }
        return Integer.parseInt(text);
    }

    private static BigInteger network(InetAddress address, int bits, int longest) {
        BigInteger host = BigInteger.ONE.shiftLeft(longest - bits).subtract(BigInteger.ONE);
        return new BigInteger(1, address.getAddress()).and(host);
    }
}
