package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.cnxrunbooks.cell.DeploymentManager;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.junit.jupiter.api.Test;

class PasswordMaskTest {

    @Test
    void what_a_step_began_with_is_masked_although_the_file_has_another_password_by_now() {
        Iterator<String> file = List.of("the old one", "the new one").iterator();
        PasswordMask mask = PasswordMask.of(manager(file::next));
        assertThat(mask.password().reveal()).isEqualTo("the old one");
        assertThat(mask.apply("log-in with the old one refused")).isEqualTo("log-in with [secret] refused");
        assertThat(file.next()).isEqualTo("the new one");
    }

    @Test
    void a_password_that_cannot_be_read_is_told_with_its_user_and_host() {
        DeploymentManager manager = manager(() -> {
            throw new SecretUnreadable("secret not read: here (observed nothing, expected it)\nHINT: look.", null);
        });
        WsadminFailure failure = catchThrowableOfType(WsadminFailure.class, () -> PasswordMask.of(manager));
        assertThat(failure.reason()).isEqualTo(WsadminFailure.Reason.LOGIN_REFUSED);
        assertThat(failure)
                .hasMessage("no log-in of wasadmin at dmgr: secret not read: here (observed nothing, expected it)\n"
                        + "HINT: look.");
    }

    private static DeploymentManager manager(Supplier<String> source) {
        return new DeploymentManager("dmgr", "Cell", "/profiles/Dmgr01", 8879, "wasadmin", Secret.readFrom(source));
    }
}
