package org.cnxrunbooks.guard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * A real OpenID Connect provider in a context of its own. It is called localhost, the product 127.0.0.1, so that a
 * browser keeps their cookies apart. A person's password is the name.
 */
public final class SignOnProvider implements AutoCloseable {

    static final String CLIENT = "runbooks";
    static final String SECRET = "the client's secret";

    private static final Map<String, List<String>> GROUPS = Map.of(
            "ops", List.of("/conn/operators", "everybody"),
            "approver", List.of("/conn/approvers"),
            "both", List.of("/conn/operators", "/conn/approvers"),
            "auditor", List.of("/conn/auditors"),
            "boss", List.of("/conn/admins"),
            "stranger", List.of("everybody", "operators", "camunda-admin"),
            "robot", List.of("/conn/operators"),
            "Admin", List.of("/conn/admins"),
            "o ps", List.of("/conn/operators"));

    private final ConfigurableApplicationContext context;

    private final String secret;

    SignOnProvider() {
        this(SECRET, 0);
    }

    /**
     * @param secret of its client
     * @param port 0 for any
     */
    public SignOnProvider(String secret, int port) {
        this.secret = secret;
        context = new SpringApplicationBuilder(Provider.class)
                .run("--server.port=" + port, "--spring.config.name=provider", "--logging.level.root=off");
    }

    public String issuer() {
        return "http://localhost:"
                + ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Registers the product that is reached there. */
    public void register(int port) {
        context.getBean(InMemoryRegisteredClientRepository.class)
                .save(client("http://127.0.0.1:" + port + "/login/oauth2/code/oidc", secret));
    }

    /**
     * The product's settings for people of this provider.
     *
     * @param secretFile with the client's
     */
    public List<String> settings(Path secretFile) {
        return List.of(
                "--runbooks.oidc.issuer=" + issuer(),
                "--runbooks.oidc.client-id=" + CLIENT,
                "--runbooks.oidc.client-secret-file=" + secretFile,
                "--runbooks.oidc.user-claim=preferred_username",
                "--runbooks.oidc.groups.operators[0]=/conn/operators",
                "--runbooks.oidc.groups.approvers[0]=/conn/approvers",
                "--runbooks.oidc.groups.auditors[0]=/conn/auditors",
                "--runbooks.oidc.groups.camunda-admin[0]=/conn/admins");
    }

    /** What is wrong with the tokens from now on; null for nothing. */
    void forge(Forgery forgery) {
        context.getBean(TokenForger.class).forge(forgery);
    }

    @Override
    public void close() {
        context.close();
    }

    private static RegisteredClient client(String redirect, String secret) {
        return RegisteredClient.withId("the one")
                .clientId(CLIENT)
                .clientSecret("{noop}" + secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(redirect)
                .scopes(scopes -> scopes.addAll(List.of("openid", "profile", "email")))
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    // no @Configuration: the lab's scan of the test classes must not find it
    @EnableWebSecurity
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Provider {

        @Bean
        static RSAKey key() throws JOSEException {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        }

        @Bean
        static JWKSource<SecurityContext> keys(RSAKey key) {
            return new ImmutableJWKSet<>(new JWKSet(key));
        }

        @Bean
        static JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        static InMemoryRegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(client("http://127.0.0.1/nowhere", SECRET));
        }

        @Bean
        static AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        static UserDetailsService people() {
            return new InMemoryUserDetailsManager(GROUPS.keySet().stream()
                    .<UserDetails>map(name -> User.withUsername(name)
                            .password("{noop}" + name)
                            .authorities("person")
                            .build())
                    .toList());
        }

        @Bean
        static OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return token -> {
                String name = token.getPrincipal().getName();
                token.getClaims().claim("preferred_username", name).claim("groups", GROUPS.get(name));
            };
        }

        @Bean
        @Order(1)
        static SecurityFilterChain protocol(HttpSecurity http, RegisteredClientRepository clients) throws Exception {
            OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
            return http.securityMatcher(server.getEndpointsMatcher())
                    .with(server, settings -> settings.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .exceptionHandling(refusals ->
                            refusals.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                    .build();
        }

        @Bean
        @Order(2)
        static SecurityFilterChain form(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .csrf(AbstractHttpConfigurer::disable)
                    .build();
        }

        @Bean
        static TokenForger forger(RSAKey key) {
            return new TokenForger(key);
        }

        @Bean
        static FilterRegistrationBean<Filter> forgerFilter(TokenForger forger) {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(forger);
            registration.addUrlPatterns("/oauth2/token");
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }

        @Bean
        static FilterRegistrationBean<Filter> securityFilter(@Qualifier("springSecurityFilterChain") Filter chain) {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(chain);
            registration.setOrder(-100);
            return registration;
        }
    }
}
