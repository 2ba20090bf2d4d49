package org.cnxrunbooks.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;

/**
 * Single sign-on at the web pages. Scripts at {@code /engine-rest} are left to HTTP Basic of the engine's users: nothing
 * here looks at their requests. The web applications keep their own guard against forged requests.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(SignOn.KEY)
@EnableWebSecurity
class SignOnConfiguration {

    /** Behind the guards of this room and before the web applications. */
    private static final int ORDER = -100;

    /** Stands in what is kept of the provider for the secret, which is read when somebody signs on. */
    private static final String UNREAD = "unread";

    private static final String BEGIN = "/oauth2/authorization/";
    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

    @Bean
    ProcessEnginePlugin signOnPlugin() {
        return new SignOnPlugin();
    }

    /** The provider is asked about itself at the first log-in, so that this application starts without it. */
    @Bean
    ClientRegistrationRepository signOnRegistration(SignOn signOn) {
        ClientRegistrationRepository known = new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(ClientRegistrations.fromIssuerLocation(signOn.issuer())
                        .registrationId(SignOn.REGISTRATION)
                        .clientId(signOn.clientId())
                        .clientSecret(UNREAD)
                        .scope(signOn.scopes())
                        .build()));
        return id -> {
            ClientRegistration unread = known.findByRegistrationId(id);
            return unread == null ? null : with(unread, signOn.clientSecret().reveal());
        };
    }

    /** Keeps what it is given; tokens are signed with the provider's key, not with the secret. */
    @Bean
    JwtDecoderFactory<ClientRegistration> signOnTokens() {
        OidcIdTokenDecoderFactory decoders = new OidcIdTokenDecoderFactory();
        return registration -> decoders.createDecoder(with(registration, UNREAD));
    }

    private static ClientRegistration with(ClientRegistration registration, String secret) {
        return ClientRegistration.withClientRegistration(registration)
                .clientSecret(secret)
                .build();
    }

    @Bean
    SecurityFilterChain signOnChain(
            HttpSecurity http,
            SignOn signOn,
            ClientRegistrationRepository registration,
            ProcessEngine engine,
            IdentityService identities,
            Clock clock)
            throws Exception {
        SignOnSession session = new SignOnSession(engine, signOn.session(), clock);
        DefaultOAuth2AuthorizationRequestResolver requests =
                new DefaultOAuth2AuthorizationRequestResolver(registration, BEGIN.substring(0, BEGIN.length() - 1));
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return http.securityMatcher(new NegatedRequestMatcher(PATHS.matcher("/engine-rest/**")))
                .authorizeHttpRequests(
                        rules -> rules.requestMatchers(PATHS.matcher("/camunda/api/*/auth/user/*/login/**"))
                                .denyAll()
                                .requestMatchers(PATHS.matcher("/camunda/app/**"), PATHS.matcher("/camunda/api/**"))
                                .authenticated()
                                .anyRequest()
                                .permitAll())
                .oauth2Login(login -> login.loginPage(BEGIN + SignOn.REGISTRATION)
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                        .authorizedClientRepository(new NoTokens())
                        .userInfoEndpoint(endpoint -> endpoint.oidcUserService(new SignOnUsers(signOn, identities)))
                        .successHandler(session.beginning())
                        .failureHandler((request, response, refusal) -> {
                            LoggerFactory.getLogger(SignOnConfiguration.class)
                                    .warn("sign-on refused: {}", refusal.getMessage());
                            response.sendError(HttpStatus.FORBIDDEN.value());
                        }))
                .exceptionHandling(refusals -> refusals.defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), PATHS.matcher("/camunda/api/**"))
                        .defaultAuthenticationEntryPointFor(
                                (request, response, missing) -> response.sendRedirect(BEGIN + SignOn.REGISTRATION),
                                PATHS.matcher("/**")))
                .addFilterAfter(session, SecurityContextHolderFilter.class)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    FilterRegistrationBean<Filter> signOnFilter(@Qualifier("springSecurityFilterChain") Filter chain) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(chain);
        registration.setOrder(ORDER);
        registration.setAsyncSupported(true);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }
}
