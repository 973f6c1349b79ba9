// Reads each answer with the generated Kotlin models and writes it again: RoundTripKt ANSWERS WRITTEN.
package rugpijn.client

import com.fasterxml.jackson.databind.DeserializationFeature
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.SerializationFeature
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule
import java.io.File

private val mapper = ObjectMapper()
    .registerModule(JavaTimeModule())
    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)

fun main(arguments: Array<String>) {
    val written = mapper.readTree(File(arguments[0])).map { told ->
        val model = Class.forName("rugpijn.client.models.${told["schema"].asText()}")
        mapper.treeToValue(told["body"], model)
    }
    File(arguments[1]).writeText(mapper.writeValueAsString(written))
}
