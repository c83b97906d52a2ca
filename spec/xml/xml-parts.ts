// The parts of the XML library that are used: one file for the build to join, read when XML is first met.

export { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
