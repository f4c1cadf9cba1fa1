package io.orra.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserIdsTest {

    /** Made by Python: {@code uuid.uuid5(uuid.NAMESPACE_URL, "clerk:" + subject)}. */
    @ParameterizedTest
    @CsvSource({"user_demo, 937269c1-0ee1-5e2d-b0d8-bfa1a21d4d37", "user_2abcDEF, 819a74c7-57c8-5c66-9799-e9fe36b30751"
    })
    void are_those_of_the_original(String subject, String id) {
        assertThat(UserIds.of(subject)).hasToString(id);
    }
}
