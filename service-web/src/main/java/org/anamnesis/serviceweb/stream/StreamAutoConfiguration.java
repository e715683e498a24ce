package org.anamnesis.serviceweb.stream;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** Gives connections buffers of a piece's size; Tomcat's own are 8 KiB. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class StreamAutoConfiguration {
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> pieceBuffers() {
    return factory ->
        factory.addConnectorCustomizers(connector -> {
          connector.setProperty("socket.appReadBufSize", Integer.toString(Pieces.SIZE));
          connector.setProperty("socket.appWriteBufSize", Integer.toString(Pieces.SIZE));
        });
  }
}
