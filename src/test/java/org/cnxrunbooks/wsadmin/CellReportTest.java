package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellReportTest {

    @Test
    void variables_are_expanded_in_variables_and_a_circle_ends() {
        CellReport report = new CellReport(
                "c",
                Map.of("ROOT", "/opt", "DATA", "${ROOT}/data", "LOOP", "${LOOP}x"),
                List.of(),
                List.of(),
                List.of());

        assertThat(report.expand("${DATA}/files")).isEqualTo("/opt/data/files");
        assertThat(report.expand("${UNKNOWN}/x")).isEqualTo("${UNKNOWN}/x");
        assertThat(report.expand("${LOOP}")).startsWith("${LOOP}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "uid=a,o=defaultWIMFileBasedRealm;true",
                "uid=a,o=defaultwimfilebasedrealm;true",
                "uid=a,o=acme;false",
                "o=defaultWIMFileBasedRealm,o=acme;false",
                "x;false"
            })
    void the_file_based_realm_is_told_by_the_end_of_the_name(String uniqueName, boolean local) {
        assertThat(FilenetAdmin.of("filenetAdmin", "a", uniqueName).local()).isEqualTo(local);
    }
}
