package io.orra.notification;

import io.orra.settings.CommaSeparated;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which addresses may be called: http and https, no credentials in the address, and public hosts only, so that a webhook
 * can't be pointed at what only this machine may reach. Hosts that the operator names are allowed wherever they are.
 */
record WebhookGuard(Set<String> allowedHosts) {

    static WebhookGuard of(String allowedHostsCsv) {
        return new WebhookGuard(CommaSeparated.set(allowedHostsCsv.toLowerCase(Locale.ROOT)));
    }

    /** False also for a host that no name server knows now: it is looked up again with the next call. */
    boolean allows(URI webhook) throws UnknownHostException {
        String scheme = webhook.getScheme();
        String host = webhook.getHost();
        if (host == null || webhook.getUserInfo() != null || !("http".equals(scheme) || "https".equals(scheme))) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (allowedHosts.contains(name) || allowedHosts.contains(name + ":" + webhook.getPort())) {
            return true;
        }
        return Arrays.stream(InetAddress.getAllByName(host)).allMatch(WebhookGuard::isPublic);
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? publicV6(bytes) : publicV4(bytes);
    }

    private static boolean publicV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean protocols = first == 192 && second == 0 && third == 0;
        boolean tests = first == 198 && (second == 18 || second == 19);
        return first != 0 && first < 240 && !carrier && !protocols && !tests;
    }

    private static boolean publicV6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        // Others may hold an IPv4 address: 64:ff9b::/96 and 2002::/16.
        boolean translated = bytes[0] == 0 && bytes[1] == 0x64;
        boolean compatible = IntStream.range(0, 12).allMatch(i -> bytes[i] == 0);
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        return !uniqueLocal && !translated && !compatible && !sixToFour;
    }
}
