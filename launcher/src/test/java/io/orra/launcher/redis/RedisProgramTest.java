package io.orra.launcher.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisProgramTest {
    @Test
    void readsTheVersionThatRedisPrints() {
        String output = "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=d81b8ff71cfb150e";

        assertThat(RedisProgram.majorVersion(output)).contains(7);
        assertThat(RedisProgram.majorVersion("Redis server v=10.1.0")).contains(10);
        assertThat(RedisProgram.majorVersion("something else")).isEmpty();
    }
}
