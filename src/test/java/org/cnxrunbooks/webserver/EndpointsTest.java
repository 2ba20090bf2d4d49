package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

    private static final String HOST = "10.0.0.9";

    @Test
    void without_virtual_hosts_the_main_server_is_behind_every_port() {
        assertThat(doors("ServerName www.example.com:80\nListen 80\nListen 10.0.0.7:8080\n"))
                .containsExactly("http://10.0.0.9:80 www.example.com", "http://10.0.0.7:8080 www.example.com");
    }

    @Test
    void without_a_name_the_address_is_the_name() {
        assertThat(doors("Listen 80\n")).containsExactly("http://10.0.0.9:80 10.0.0.9");
    }

    @Test
    void a_port_leads_to_the_virtual_hosts_that_name_it_and_the_others_to_the_main_server() {
        assertThat(
                        doors(
                                """
                                ServerName main.example.com
                                Listen 80
                                Listen 0.0.0.0:443 https
                                <VirtualHost *:443>
                                  ServerName https://one.example.com:443
                                  SSLEnable
                                </VirtualHost>
                                <VirtualHost _default_:443>
                                  ServerAlias *.example.org two.example.org
                                  SSLEngine On
                                </VirtualHost>
                                <VirtualHost *:443>
                                  SSLEngine on
                                </VirtualHost>
                                SSLDisable
                                """))
                .containsExactly(
                        "http://10.0.0.9:80 main.example.com",
                        "https://10.0.0.9:443 one.example.com",
                        "https://10.0.0.9:443 two.example.org",
                        "https://10.0.0.9:443 main.example.com");
    }

    @Test
    void a_virtual_host_without_port_is_behind_all_ports() {
        assertThat(doors("Listen 80\nListen 81\n<VirtualHost *>\nServerName a.example.com\n</VirtualHost>\n"))
                .containsExactly("http://10.0.0.9:80 a.example.com", "http://10.0.0.9:81 a.example.com");
    }

    @Test
    void a_virtual_host_that_names_the_address_goes_before_one_that_names_all() {
        assertThat(
                        doors(
                                """
                                Listen 10.0.0.7:80
                                Listen [fd00::1]:80
                                <VirtualHost 10.0.0.7:80>
                                  ServerName exact.example.com
                                </VirtualHost>
                                <VirtualHost *:80>
                                  ServerName any.example.com
                                </VirtualHost>
                                """))
                .containsExactly("http://10.0.0.7:80 exact.example.com", "http://[fd00::1]:80 any.example.com");
    }

    @Test
    void a_port_on_every_address_leads_to_the_addresses_that_virtual_hosts_name() {
        String text = "ServerName main.example.com\nListen 443\n<VirtualHost 10.0.0.7:443>\nServerName a.example.com\n"
                + "SSLEngine on\n</VirtualHost>\n";

        assertThat(doors(text))
                .containsExactly("https://10.0.0.7:443 a.example.com", "http://10.0.0.9:443 main.example.com");
        assertThat(doors(text, "ihs.example.com"))
                .as("a name may well stand for that address")
                .containsExactly("https://10.0.0.7:443 a.example.com");
    }

    @Test
    void TLS_of_the_main_server_holds_for_a_virtual_host_that_says_nothing() {
        assertThat(doors("Listen 443\nSSLEngine on\n<VirtualHost *:443>\nServerName a\n</VirtualHost>\n"))
                .containsExactly("https://10.0.0.9:443 a");
    }

    @Test
    void a_door_that_is_named_twice_is_one() {
        assertThat(doors("Listen 80\nListen *:80\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Listen ${PORT}", "Listen ${ADDRESS}:80", "Listen 10.0.0.1:http"})
    void a_port_that_cannot_be_read_is_refused(String line) {
        assertThatThrownBy(() -> doors("\n" + line + "\n"))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining(ConfigTexts.MAIN + ":2");
    }

    private static List<String> doors(String text) {
        return doors(text, HOST);
    }

    private static List<String> doors(String text, String host) {
        return Endpoints.of(ConfigTexts.effective(text), host).stream()
                .map(door -> door.scheme() + "://" + door.address() + ":" + door.port() + " " + door.serverName())
                .toList();
    }
}
