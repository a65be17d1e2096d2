//! Spanish header words, without accents.

use super::Entry;
use crate::read::Role;

/// Role, how sure in hundredths, words.
pub(super) const WORDS: &[Entry] = &[
    (
        Role::CustomerId,
        98,
        "idcliente clienteid codigocliente codigodecliente numerocliente numerodecliente iddecliente iddelcliente \
         ncliente codcliente idclientes identificadorcliente identificadordecliente identificadordelcliente",
    ),
    (Role::CustomerId, 92, "idcuenta idempresa codigoempresa numerodecuenta"),
    (Role::CustomerId, 90, "cliente clientes cuenta empresa suscriptor abonado"),
    (
        Role::CustomerId,
        80,
        "nombrecliente nombredelcliente nombredecliente razonsocial nombreempresa nombredelaempresa",
    ),
    (Role::CustomerId, 82, "correocliente correodelcliente"),
    (Role::CustomerId, 68, "nombre"),
    (Role::Month, 96, "mes mesdefacturacion mesfacturado mescontable mesfacturacion anomes mesano"),
    (
        Role::Month,
        85,
        "periodo fecha fechafactura fechadefactura fechadefacturacion fechafacturacion fechamovimiento fechadelmovimiento",
    ),
    (
        Role::Mrr,
        96,
        "ingresomensual ingresosmensuales ingresorecurrentemensual ingresosrecurrentesmensuales importemensual \
         cuotamensual montomensual preciomensual irm ingresomensualrecurrente ingresosmensualesrecurrentes \
         tarifamensual facturacionmensual cargomensual",
    ),
    (
        Role::Arr,
        90,
        "ingresoanual ingresosanuales ingresorecurrenteanual importeanual cuotaanual montoanual precioanual \
         ingresosrecurrentesanuales valoranualdelcontrato tarifaanual facturacionanual",
    ),
    (
        Role::Amount,
        85,
        "importe monto ingreso ingresos facturacion cuota importeneto montofactura importefactura ventas",
    ),
    (Role::Amount, 70, "precio coste costo valor tarifa importetotal montototal"),
    (
        Role::Start,
        95,
        "fechadeinicio fechainicio inicio iniciocontrato fechainiciocontrato fechadeiniciodelcontrato iniciosuscripcion \
         iniciodelcontrato iniciodesuscripcion fechainiciosuscripcion fechaactivacion fechadeactivacion inicioperiodo \
         fechadeiniciodesuscripcion iniciodelperiodo fechainicioperiodo",
    ),
    (
        Role::Start,
        80,
        "fechadealta fechaalta alta desde fechacreacion fechadecreacion fechadecontratacion fechafirma",
    ),
    (
        Role::End,
        95,
        "fechadefin fechafin fincontrato fechafincontrato findecontrato fechadefinalizacion finsuscripcion \
         findelcontrato fechafinalizacion findesuscripcion finperiodo fechafinsuscripcion fechatermino \
         fechadetermino findelperiodo fechafinperiodo",
    ),
    (
        Role::End,
        85,
        "fechadebaja fechabaja hasta vencimiento fechadevencimiento fechavencimiento fechadecancelacion fechacancelacion \
         fechadeexpiracion",
    ),
    (
        Role::Interval,
        94,
        "intervalo periodicidad frecuencia frecuenciadefacturacion ciclodefacturacion periododefacturacion \
         frecuenciadepago intervalodefacturacion ciclo formadepago",
    ),
    (Role::IntervalCount, 92, "numerodeintervalos numerodeperiodos"),
    (Role::Quantity, 90, "cantidad numerodelicencias licencias asientos unidades"),
    (Role::Currency, 97, "moneda divisa codigodemoneda codigomoneda codigodivisa"),
    (Role::Type, 90, "tipo tipodemovimiento movimiento tipomovimiento tipodelinea tipodeevento"),
    (Role::Status, 90, "estado estatus estadosuscripcion estadofactura estadodelasuscripcion situacion"),
    (
        Role::Opening,
        90,
        "apertura ingresoinicial saldoinicial mrrapertura mrrinicio mrranterior ingresosanoanterior anoanterior \
         importeinicial mrrdeapertura",
    ),
    (
        Role::Closing,
        90,
        "cierre ingresofinal saldofinal mrrcierre mrractualizado ingresosanoactual anoactual mrractual importefinal \
         mrrdecierre mrrfinal",
    ),
    (Role::New, 90, "nuevo nuevos nuevosingresos nuevomrr mrrnuevo nuevasventas"),
    (Role::Expansion, 90, "ampliacion ampliaciones mrrexpandido mrrdeexpansion ventaadicional"),
    (Role::Contraction, 90, "contraccion reduccion reducciones mrrdecontraccion"),
    (Role::Churn, 90, "abandono bajas perdida cancelaciones mrrperdido ingresosperdidos perdidas"),
    (Role::Reactivation, 90, "reactivacion reactivaciones mrrreactivado recuperacion"),
    (Role::Rate, 90, "tipodecambio tasadecambio tasa"),
    (Role::Year, 90, "ano anio ejercicio ejerciciofiscal anofiscal anocontable"),
    (
        Role::SubscriptionId,
        95,
        "idsuscripcion iddesuscripcion suscripcionid numerosuscripcion numerodesuscripcion codigosuscripcion codigodesuscripcion",
    ),
    (
        Role::Discount,
        90,
        "descuento importedescuento importededescuento importedeldescuento descuentopercent",
    ),
    (Role::Amount, 75, "preciodelista preciocondescuento importecondescuento precioantesdedescuento"),
];
