package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DocumentRootsTest {

    @Test
    void the_roots_of_all_servers_are_absolute_and_named_once() {
        assertThat(DocumentRoots.of(
                        ConfigTexts.effective(
                                """
                                        DocumentRoot "/opt/IBM/HTTPServer/htdocs/"
                                        <VirtualHost *:443>
                                          DocumentRoot htdocs
                                        </VirtualHost>
                                        <VirtualHost *:444>
                                          documentroot "/srv/second site"
                                        </VirtualHost>
                                        <IfModule mod_absent.c>
                                          DocumentRoot /never
                                        </IfModule>
                                        """),
                        ConfigTexts.ROOT))
                .containsExactly("/opt/IBM/HTTPServer/htdocs", "/srv/second site");
    }

    @Test
    void a_main_server_that_names_none_has_the_one_httpd_is_built_with() {
        assertThat(DocumentRoots.of(
                        ConfigTexts.effective("<VirtualHost *:443>\nDocumentRoot /srv\n</VirtualHost>\n"),
                        ConfigTexts.ROOT))
                .containsExactly("/srv", "/opt/IBM/HTTPServer/htdocs");
    }

    @Test
    void a_root_with_a_variable_is_refused() {
        assertThatThrownBy(() -> DocumentRoots.of(ConfigTexts.effective("DocumentRoot ${WEB}/x\n"), ConfigTexts.ROOT))
                .isInstanceOf(ConfigRefusal.class)
                .hasMessageContaining(ConfigTexts.MAIN + ":1");
    }
}
