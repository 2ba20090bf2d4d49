package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup;x/default/user/create",
                "/camunda//api/admin/setup/default/user/create",
                "/camunda/api/%61dmin/setup/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/x/../admin/setup/default/user/create",
                "/camunda/api/x/%2e%2e/admin/setup",
                "/camunda/api/./admin/setup",
                "/camunda%2Fapi/admin/setup",
                "/camunda%5capi",
                "/camunda/api/%2561dmin",
                "/camunda/api%3Bx/engine",
                "/camunda/api/engine/..",
                "/camunda/a%00b",
                "/camunda/a%zz",
                "/engine-rest/process%2Ddefinition",
                "/runs/x%7e"
            })
    void an_address_that_can_be_written_in_two_ways_is_refused(String address) {
        assertThat(PlainPaths.isAmbiguous(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/camunda/app/tasklist/default/",
                "/camunda/api/engine/engine/default/process-definition/backup%3A1%3A6f1c/start",
                "/engine-rest/user/jane%40example.org/profile",
                "/camunda/lib/deps.js",
                "/camunda/app/cockpit/scripts/a%20b.js",
                "/runs/backup-lab-20260314-210000/progress",
                "/engine-rest/user/j%C3%BCrgen/profile",
                "/.well-known/x..y"
            })
    void an_address_that_is_written_plainly_passes(String address) {
        assertThat(PlainPaths.isAmbiguous(address)).isFalse();
    }
}
