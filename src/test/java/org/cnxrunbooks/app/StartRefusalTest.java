package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartRefusalTest {

    @TempDir
    Path directory;

    @Test
    void a_wrong_configuration_ends_the_start_with_a_list_instead_of_a_stack_trace(CapturedOutput output)
            throws IOException {
        SpringApplication application = new SpringApplication(InstallationConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(new SettingsText(directory)
                .replace("os: linux", "os: solaris")
                .replace("host: was1", "host: was9")
                .environment());
        assertThatThrownBy(application::run).isInstanceOf(InvalidSettings.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The configuration has 2 mistakes, nothing was started:")
                .contains(
                        "1. runbooks.cells.prod.nodes[0].host (observed 'was9', expected a host of this cell: dmgr, was1)")
                .contains("HINT: Correct the name or define it under runbooks.cells.prod.hosts.was9.")
                .contains("2. runbooks.cells.prod.os (observed 'solaris', expected one of linux, aix, windows)")
                .doesNotContain("\tat org.cnxrunbooks");
    }

    @Test
    void without_an_administrator_the_refusal_says_how_to_name_one() {
        NoAdministrator refusal = new NoAdministrator();
        FailureAnalysis analysis = new NoAdministratorAnalyzer().analyze(refusal);
        assertThat(analysis.getDescription()).contains("camunda-admin (observed no member, expected one)");
        assertThat(analysis.getAction())
                .contains("HINT:")
                .contains("--runbooks.admin.password-file=")
                .contains("RUNBOOKS_ADMIN_USER");
    }
}
