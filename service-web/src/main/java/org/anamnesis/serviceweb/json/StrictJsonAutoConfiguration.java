package org.anamnesis.serviceweb.json;

import java.util.function.Function;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.json.ProtocolJson;
import org.anamnesis.protocol.json.StrictJson;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Strict JSON, bounded bodies, and the protocol's ids as path variables and parameters. */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(WebSettings.class)
public class StrictJsonAutoConfiguration implements WebMvcConfigurer {

  @Bean
  JsonFactoryBuilderCustomizer strictJsonText(WebSettings settings) {
    return builder ->
        StrictJson.restrict(builder, Math.toIntExact(settings.maxJsonSize().toBytes()));
  }

  @Bean
  JsonMapperBuilderCustomizer strictJsonValues(ObjectProvider<Registry> registry) {
    return builder -> StrictJson.restrict(builder).addModule(new ProtocolJson(registry::getObject));
  }

  @Bean
  FilterRegistrationBean<?> bodyLimitFilter(WebSettings settings) {
    FilterRegistrationBean<BodyLimitFilter> filter =
        new FilterRegistrationBean<>(new BodyLimitFilter(settings.maxJsonSize()));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return filter;
  }

  @Override
  public void addFormatters(FormatterRegistry formatters) {
    id(formatters, Hash.class, Hash::parse);
    id(formatters, OperationId.class, OperationId::parse);
    id(formatters, OrganisationId.class, OrganisationId::parse);
    id(formatters, ParticipantId.class, ParticipantId::parse);
    id(formatters, RecordId.class, RecordId::parse);
    id(formatters, StoreId.class, StoreId::parse);
    table(formatters, Permission.class);
    table(formatters, Purpose.class);
  }

  private static <T> void id(
      FormatterRegistry formatters, Class<T> type, Function<String, T> parse) {
    formatters.addConverter(String.class, type, parse::apply);
  }

  private static <E extends Enum<E> & Numbered> void table(
      FormatterRegistry formatters, Class<E> table) {
    formatters.addConverter(
        String.class, table, text -> Numbered.of(table, Integer.parseUnsignedInt(text)));
  }
}
